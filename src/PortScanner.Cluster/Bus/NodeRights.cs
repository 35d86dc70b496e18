namespace PortScanner.Cluster.Bus;

/// <summary>
/// What a node may say and hear on the bus. The broker's configuration has these lists, and the node is refused everything else; who it is still
/// proves itself by its key, since whoever holds the broker holds the rights too.
/// </summary>
/// <param name="Publish">The subjects that it may publish to.</param>
/// <param name="Subscribe">The subjects that it may subscribe to.</param>
public sealed record NodeRights(IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe)
{
    private const string Any = "*";

    /// <summary>The rights of a web node: to ask testers and to lead them, to echo to itself, and to ask and answer other web nodes in its own name.</summary>
    /// <param name="name">Its name.</param>
    public static NodeRights OfWebNode(string name) => new(
        [Subjects.Requests(Any), Subjects.ToTester(Any), Subjects.Echo(name), Subjects.Ask(Any, name), Subjects.Answer(Any, name)],
        [
            Subjects.AllHeartbeats, Subjects.ToWebNode(name, Any), Subjects.Echo(name), Subjects.Ask(name, Any), Subjects.Answer(name, Any),
            $"{Subjects.Inbox(name)}.>",
        ]);

    /// <summary>The rights of a tester: to tell its state and what it found, and to hear what it is asked.</summary>
    /// <param name="name">Its name.</param>
    public static NodeRights OfTester(string name) => new(
        [Subjects.Heartbeat(name), Subjects.ToWebNode(Any, name)],
        [Subjects.Requests(name), Subjects.ToTester(name), $"{Subjects.Inbox(name)}.>"]);
}
