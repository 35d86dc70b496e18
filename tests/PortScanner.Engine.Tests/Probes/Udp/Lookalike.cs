namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>What only looks like a reply to the request made from <see cref="Sample.Nonce"/>.</summary>
/// <param name="What">What is wrong with it; names it among those of its service.</param>
/// <param name="Bytes">The UDP payload.</param>
internal sealed record Lookalike(string What, byte[] Bytes);
