using System.Net;

using PortScanner.Core.Results;

namespace PortScanner.Storage;

/// <summary>A scan to register.</summary>
/// <param name="Key">Its id and secret.</param>
/// <param name="Caller">The caller's address; kept as an HMAC only.</param>
/// <param name="EndsBy">When it will be over at the latest, to the millisecond; told to a caller who asks for a second scan.</param>
/// <param name="ExpiresAt">When it is deleted whatever happens, to the millisecond.</param>
public sealed record NewScan(ScanKey Key, IPAddress Caller, DateTimeOffset EndsBy, DateTimeOffset ExpiresAt);

/// <summary>The answer to <see cref="IScanStore.TryCreateAsync"/>.</summary>
/// <param name="Created">Whether the scan was registered.</param>
/// <param name="LiveScanEndsBy">When the caller's live scan, this one or an earlier one, will be over at the latest.</param>
public readonly record struct ScanCreation(bool Created, DateTimeOffset LiveScanEndsBy);

/// <summary>How a scan stands.</summary>
/// <remarks>The numbers are stored in MariaDB: none is changed, or given again. The next is 3.</remarks>
public enum ScanOutcome : byte
{
    /// <summary>Still going on.</summary>
    Running = 0,

    /// <summary>Every probe was decided.</summary>
    Completed = 1,

    /// <summary>The engine refused or failed.</summary>
    Failed = 2,
}

/// <summary>What was read of a scan.</summary>
/// <param name="Results">The results, in order of sequence.</param>
/// <param name="LastSequence">The sequence number of the last of them, or the one that was asked after.</param>
/// <param name="Outcome">How the scan stood when it was read; nothing follows once it is not <see cref="ScanOutcome.Running"/>.</param>
public sealed record ScanPage(IReadOnlyList<ProbeResult> Results, long LastSequence, ScanOutcome Outcome);
