namespace PortScanner.Web.Features.Nodes;

/// <summary>Where web nodes ask each other on the bus. Its rights let a node ask and answer in its own name alone.</summary>
internal static class NodeSubjects
{
    /// <summary>Where a node asks the owner of a scan.</summary>
    public static string Ask(string owner, string asker) => $"ps.a.{owner}.{asker}";

    /// <summary>Where the owner answers.</summary>
    public static string Answer(string asker, string owner) => $"ps.b.{asker}.{owner}";

    /// <summary>All that a node is asked.</summary>
    public static string Asks(string owner) => Ask(owner, "*");

    /// <summary>All that a node is answered.</summary>
    public static string Answers(string asker) => Answer(asker, "*");

    /// <summary>Who asks, or answers.</summary>
    public static string SenderIn(string subject) => subject[(subject.LastIndexOf('.') + 1)..];
}
