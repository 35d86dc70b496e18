using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Storage;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Nodes.Wire;

/// <summary>What became of a question, by the number that it is sent as.</summary>
internal enum NodeOutcome
{
    /// <summary>It is answered.</summary>
    Done = 0,

    /// <summary>There are too many readers.</summary>
    TooMany = 1,

    /// <summary>There is no such scan any more.</summary>
    Gone = 2,

    /// <summary>The page is not kept any more, and is to be read from its beginning under another number.</summary>
    Stale = 3,

    /// <summary>Nobody has answered. It is never sent.</summary>
    Silent = 4,
}

/// <summary>The answer to a <see cref="NodeAsk"/>.</summary>
internal sealed record NodeAnswer
{
    /// <summary>What became of it.</summary>
    public required NodeOutcome Outcome { get; init; }

    /// <summary>Milliseconds since the owner began, by a clock that nobody sets.</summary>
    public long Tick { get; init; }

    /// <summary>What the scan is.</summary>
    public ScanMessage? Scan { get; init; }

    /// <summary>How it stands.</summary>
    public StatusMessage? Status { get; init; }

    /// <summary>Results.</summary>
    public RowsMessage? Rows { get; init; }
}

/// <summary>How a scan stands. Times are in ticks of 100 ns, so that a report is the same wherever it is written.</summary>
/// <param name="Duration">How long it lasts until now, or lasted.</param>
/// <param name="HasEnded">Whether nothing more is sent or stored.</param>
/// <param name="Settled">After what time nothing more could turn out open; null before.</param>
/// <param name="Seed">What its order was drawn from, once it is over.</param>
/// <param name="Others">From where else than the header says its packets came, once it is over.</param>
/// <param name="IsGivenUp">Whether it is being deleted.</param>
/// <param name="HasChanged">Whether there is something new to read.</param>
/// <param name="Sign">What the visitor is to send back.</param>
/// <param name="Progress">How it gets on.</param>
internal sealed record StatusMessage(
    long Duration, bool HasEnded, long? Settled, long? Seed, IReadOnlyList<SourceMessage>? Others, bool IsGivenUp, bool HasChanged, string? Sign, ProgressMessage Progress);

/// <summary>An address from which a scan was done, too.</summary>
/// <param name="Address">The address.</param>
/// <param name="Role">Why, by its number.</param>
/// <param name="Since">From when on, in ticks (UTC).</param>
/// <param name="Instead">That of the tester that was lost.</param>
internal sealed record SourceMessage(string Address, byte Role, long Since, string? Instead)
{
    /// <summary>The message for one.</summary>
    public static SourceMessage Of(OtherSource other) => new(other.Address.ToString(), (byte)other.Role, other.Since.UtcTicks, other.Instead?.ToString());

    /// <summary>What it says.</summary>
    /// <returns>Null if that is nothing that could be told.</returns>
    public OtherSource? Read()
    {
        IPAddress? instead = null;
        return IPAddress.TryParse(Address, out var address) && (Instead is null || IPAddress.TryParse(Instead, out instead))
            && Enum.IsDefined((SourceRole)Role) && Since >= 0 && Since <= DateTimeOffset.MaxValue.UtcTicks
            ? new OtherSource(address, (SourceRole)Role, new DateTimeOffset(Since, TimeSpan.Zero), instead)
            : null;
    }
}

/// <summary>A part of a page of results.</summary>
/// <param name="Page">The page.</param>
/// <param name="Results">The results, at most <see cref="MostInOneAnswer"/>.</param>
/// <param name="IsLast">Whether the page ends with them.</param>
/// <param name="LastSequence">The sequence number that the page goes to.</param>
/// <param name="Outcome">How the scan stood when the page was read.</param>
internal sealed record RowsMessage(long Page, IReadOnlyList<ResultMessage> Results, bool IsLast, long LastSequence, ScanOutcome Outcome)
{
    /// <summary>So many fit into a message of the bus whatever they hold.</summary>
    public const int MostInOneAnswer = 100;
}
