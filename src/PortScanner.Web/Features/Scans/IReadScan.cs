using PortScanner.Core.Addresses;
using PortScanner.Engine.Contract;
using PortScanner.Reports.Model;
using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>A scan as those see it who read it, whichever node runs it.</summary>
internal interface IReadScan
{
    /// <summary>Its id and secret.</summary>
    ScanKey Key { get; }

    /// <summary>How long it lasts until now, by a clock that nobody sets.</summary>
    TimeSpan Age { get; }

    /// <summary>What was asked for.</summary>
    ScanRequest Request { get; }

    /// <summary>What is known before the first answer.</summary>
    ReportHeader Header { get; }

    /// <summary>What its order is drawn from: for a report of what is over, since it tells which packets are controls.</summary>
    long? Seed { get; }

    /// <summary>From where else than the header says its packets came: for a report of what is over.</summary>
    IReadOnlyList<OtherSource> Others { get; }

    /// <summary>How it gets on.</summary>
    ScanProgress Progress { get; }

    /// <summary>What is told to those who read it.</summary>
    ScanChanges Changes { get; }

    /// <summary>When nothing more was sent or stored; now, while it goes on.</summary>
    DateTimeOffset EndedAt { get; }

    /// <summary>Whether it is being deleted, so that how it ended means nothing.</summary>
    bool IsGivenUp { get; }

    /// <summary>Asks the visitor for a sign of being there.</summary>
    /// <returns>What is to be sent back.</returns>
    string AskSign();
}
