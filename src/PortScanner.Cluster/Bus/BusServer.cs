namespace PortScanner.Cluster.Bus;

/// <summary>What the broker says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="AsksForLogin">Whether it lets in only whom it knows.</param>
/// <param name="AsksForTls">Whether it encrypts.</param>
/// <param name="KeepsMessages">Whether it could keep messages (JetStream is on).</param>
/// <param name="LongestMessage">The octets of the longest message that it takes.</param>
public sealed record BusServer(string Version, bool AsksForLogin, bool AsksForTls, bool KeepsMessages, int LongestMessage);
