using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Nodes.Wire;

/// <summary>What a web node asks of the one that has a scan, by the number that it is sent as.</summary>
internal enum NodeQuestion
{
    /// <summary>What the scan is: <see cref="NodeAnswer.Scan"/>.</summary>
    Describe = 0,

    /// <summary>To read it, as <see cref="NodeAsk.Reader"/>.</summary>
    Attach = 1,

    /// <summary>To be told once something changes, or a moment later: <see cref="NodeAnswer.Status"/>.</summary>
    Watch = 2,

    /// <summary>Results: <see cref="NodeAnswer.Rows"/>.</summary>
    Rows = 3,

    /// <summary>To read it no longer.</summary>
    Detach = 4,

    /// <summary>That the visitor answered with <see cref="NodeAsk.Sign"/>.</summary>
    Alive = 5,

    /// <summary>To end and delete it.</summary>
    End = 6,
}

/// <summary>A question about one scan, sealed under its secret.</summary>
internal sealed record NodeAsk
{
    /// <summary>What is asked.</summary>
    public required NodeQuestion Question { get; init; }

    /// <summary>Who reads, a random name; null where nobody does.</summary>
    public string? Reader { get; init; }

    /// <summary>Another one for each question of a reader, the later the higher, so that none counts twice.</summary>
    public long Number { get; init; }

    /// <summary>The owner's tick that was heard last: nothing in here is older.</summary>
    public long Echo { get; init; }

    /// <summary>The last sequence number that the reader has.</summary>
    public long After { get; init; }

    /// <summary>How many results of the page the reader has already.</summary>
    public int Skip { get; init; }

    /// <summary>Which page that is; what is asked with another number is a new one.</summary>
    public long Page { get; init; }

    /// <summary>What the visitor sent back.</summary>
    public string? Sign { get; init; }

    /// <summary>What the connection with the reader tells of the visitor; null for nothing.</summary>
    public VisitorMessage? Visitor { get; init; }

    /// <summary>Whether the reader was told of the scan's end.</summary>
    public bool EndSent { get; init; }
}

/// <summary>What a connection of the visitor's told a moment ago.</summary>
/// <param name="SinceHeard">How long before the visitor was last heard, in microseconds.</param>
/// <param name="SinceSeen">How long before it was last known that the visitor is there, in microseconds.</param>
/// <param name="Flow">What the connection has carried; null if that is not known.</param>
internal sealed record VisitorMessage(long SinceHeard, long SinceSeen, FlowMessage? Flow);
