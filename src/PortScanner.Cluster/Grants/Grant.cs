using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Grants;

/// <summary>
/// What a web node signs so that one tester makes one scan: for that tester alone, in its present life, within ten seconds, once. Answers go where
/// the two names say; a grant cannot send them elsewhere.
/// </summary>
/// <param name="WebNode">Who grants (<c>kid</c>).</param>
/// <param name="Tester">To whom (<c>aud</c>).</param>
/// <param name="Link">The link that it opens.</param>
/// <param name="Attempt">0, or 1 for what another tester did not finish.</param>
/// <param name="Epoch">The tester's life, out of its last heartbeat.</param>
/// <param name="Tick">The tester's own time, out of its last heartbeat: no clocks of two machines are compared.</param>
/// <param name="PlanHash">SHA-256 over the probes in the order of the plan.</param>
/// <param name="Request">What is asked for, in the words of whoever asks; it stands for nothing here.</param>
public sealed record Grant(
    string WebNode, string Tester, LinkId Link, int Attempt, long Epoch, long Tick, ReadOnlyMemory<byte> PlanHash, ReadOnlyMemory<byte> Request);

/// <summary>A grant that <see cref="GrantJudge"/> found good; nobody else makes one.</summary>
public sealed class JudgedGrant
{
    internal JudgedGrant(Grant grant) => Grant = grant;

    /// <summary>The grant.</summary>
    public Grant Grant { get; }
}

/// <summary>What became of a request.</summary>
/// <param name="Grant">What it says; null if it cannot be read. Believed it is only where the next is not null.</param>
/// <param name="Granted">The grant, if it is good.</param>
/// <param name="Refusal">Why it is not.</param>
public readonly record struct GrantVerdict(Grant? Grant, JudgedGrant? Granted, GrantRefusal? Refusal);

/// <summary>Why a grant is none.</summary>
public enum GrantRefusal : byte
{
    /// <summary>It cannot be read, or is of another link than its envelope.</summary>
    Malformed,

    /// <summary>Nobody of that name may ask.</summary>
    UnknownWebNode,

    /// <summary>It was not signed by whom it names, or changed since.</summary>
    BadSignature,

    /// <summary>It is another tester's.</summary>
    NotForMe,

    /// <summary>It is of an earlier life of this tester, older than ten seconds, or from the future.</summary>
    Stale,

    /// <summary>It was used.</summary>
    Replayed,

    /// <summary>The web node has asked too often.</summary>
    Quota,
}
