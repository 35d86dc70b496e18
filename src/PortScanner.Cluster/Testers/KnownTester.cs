namespace PortScanner.Cluster.Testers;

/// <summary>A tester of which this web node heard.</summary>
/// <param name="Heartbeat">Its last heartbeat.</param>
/// <param name="HeardAt">When that was heard, as the clock that nobody sets counts.</param>
public sealed record KnownTester(Heartbeat Heartbeat, long HeardAt)
{
    /// <summary>Its name.</summary>
    public string Name => Heartbeat.Tester;

    /// <summary>What it told of itself.</summary>
    public HeartbeatContents Contents => Heartbeat.Contents;
}
