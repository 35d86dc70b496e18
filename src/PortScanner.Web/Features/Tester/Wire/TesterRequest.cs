using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>What the front end asks of the tester, by the number that it is sent as. 1 was the question for a route, and stays free.</summary>
internal enum TesterQuestion
{
    /// <summary>Whether scans can be run.</summary>
    Ready = 0,

    /// <summary>A scan.</summary>
    Scan = 2,
}

/// <summary>The first message of a connection. The tester believes none of it: <see cref="AskedScan"/> reads it.</summary>
internal sealed record TesterRequest
{
    /// <summary>What is asked.</summary>
    public required TesterQuestion Question { get; init; }

    /// <summary>The visitor's address; null with <see cref="TesterQuestion.Ready"/>.</summary>
    public string? Visitor { get; init; }

    /// <summary>The profile's name; null without a scan.</summary>
    public string? Profile { get; init; }

    /// <summary>The visitor's ports, as a port specification; null for none.</summary>
    public string? Ports { get; init; }

    /// <summary>The ports that the visitor has an expectation of; null for none.</summary>
    public string? Expected { get; init; }

    /// <summary>Whether UDP services are asked; null leaves it to the profile.</summary>
    public bool? Udp { get; init; }

    /// <summary>Whether there is an echo; null leaves it to the profile.</summary>
    public bool? Icmp { get; init; }

    /// <summary>Whether the firewall is tested; null leaves it to the profile.</summary>
    public bool? Firewall { get; init; }

    /// <summary>The pace's name; null for the normal one.</summary>
    public string? Pace { get; init; }

    /// <summary>How long the manner of a "no" is looked for once the scan is settled, in seconds; null for as long as the plan has it.</summary>
    public int? Wait { get; init; }

    /// <summary>What is known of the visitor as the scan begins; null without one.</summary>
    public PathMessage? Path { get; init; }

    /// <summary>The connection's smoothed round-trip time, in microseconds; null if unknown.</summary>
    public long? RoundTrip { get; init; }

    /// <summary>Its variation, in microseconds.</summary>
    public long? Variation { get; init; }

    /// <summary>What of the plan is asked; null for all of it.</summary>
    public ShareMessage? Share { get; init; }
}

/// <summary>Every message after the first from the front end, while a scan runs: what is known of the visitor.</summary>
/// <param name="At">When that is, as a timestamp of the clock that all processes of a machine share and nobody sets (CLOCK_MONOTONIC).</param>
/// <param name="SinceHeard">How long before the visitor was last heard, in microseconds.</param>
/// <param name="SinceSeen">How long before it was last known that the visitor is there, in microseconds.</param>
/// <param name="Flow">What the visitor's connection has carried; null if that is not known.</param>
/// <param name="Allowance">How much of the visitor's pace is the tester's, of 1, where several ask; null for as much as before.</param>
internal sealed record PathMessage(long At, long SinceHeard, long SinceSeen, FlowMessage? Flow = null, double? Allowance = null)
{
    /// <summary>What is known now.</summary>
    public static PathMessage Of(ITargetConnection connection, TimeProvider timeProvider)
    {
        // A message that lay around, as before a process that stood still, is as old as this says.
        var at = timeProvider.GetTimestamp();
        var sign = connection.Look();
        return new PathMessage(at, (long)sign.SinceHeard.TotalMicroseconds, (long)sign.SinceSeen.TotalMicroseconds, FlowMessage.Of(connection.Flow));
    }
}

/// <summary>A <see cref="ConnectionFlow"/> on its way. Each property is the flow's own; times are in microseconds.</summary>
internal sealed record FlowMessage(int Connection, long Delivered, long Retransmitted, long Smoothed, long Variation, long Least)
{
    // As the front end reads it from the kernel.
    private const long LongestMicroseconds = 10_000_000;

    /// <summary>The message for a flow.</summary>
    public static FlowMessage? Of(ConnectionFlow? flow) => flow is null ? null : new FlowMessage(
        flow.Connection,
        flow.Delivered,
        flow.Retransmitted,
        (long)flow.Smoothed.TotalMicroseconds,
        (long)flow.Variation.TotalMicroseconds,
        (long)flow.Least.TotalMicroseconds);

    /// <summary>The flow.</summary>
    /// <returns>Null if it could be none.</returns>
    public ConnectionFlow? ToFlow() =>
        Delivered is >= 0 and <= uint.MaxValue
        && Retransmitted is >= 0 and <= uint.MaxValue
        && Smoothed is > 0 and <= LongestMicroseconds
        && Variation is >= 0 and <= LongestMicroseconds
        && Least is > 0 and <= LongestMicroseconds
            ? new ConnectionFlow(
                Connection,
                Delivered,
                Retransmitted,
                TimeSpan.FromMicroseconds(Smoothed),
                TimeSpan.FromMicroseconds(Variation),
                TimeSpan.FromMicroseconds(Least))
            : null;
}
