namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>What the web face asks of the tester.</summary>
internal enum TesterQuestion
{
    /// <summary>Whether scans can be run.</summary>
    Ready,

    /// <summary>Which address probes of a target leave from, and how they reach it.</summary>
    Route,

    /// <summary>A scan.</summary>
    Scan,
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

    /// <summary>Whether <see cref="PathMessage"/>s follow, as the visitor's connection is at hand.</summary>
    public bool HasPath { get; init; }

    /// <summary>The connection's smoothed round-trip time, in microseconds; null if unknown.</summary>
    public long? RoundTrip { get; init; }

    /// <summary>Its variation, in microseconds.</summary>
    public long? Variation { get; init; }
}

/// <summary>Every message after the first from the web face, while a scan runs: what the visitor's connection tells.</summary>
/// <param name="SinceHeard">How long ago the visitor was last heard, in microseconds.</param>
/// <param name="IsAsked">Whether the visitor is asked all the time.</param>
internal sealed record PathMessage(long SinceHeard, bool IsAsked);
