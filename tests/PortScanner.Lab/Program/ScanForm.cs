namespace PortScanner.Lab.Program;

/// <summary>The fields of the scan's form; null fields are not sent.</summary>
public sealed record ScanForm
{
    /// <summary>
    /// A scan that goes on for eight minutes, whatever the host answers: what a test does while it runs never comes too late, however busy the
    /// machine is. Whoever begins it ends it.
    /// </summary>
    public static ScanForm Lasting { get; } = new() { Profile = "quick", Pace = "gentle", Format = "text" };

    /// <summary>The profile's name.</summary>
    public string Profile { get; init; } = "custom";

    /// <summary>The port specification of a custom scan.</summary>
    public string? Ports { get; init; }

    /// <summary>Whether UDP services are probed.</summary>
    public string? Udp { get; init; }

    /// <summary>Whether an echo is sent.</summary>
    public string? Icmp { get; init; } = "no";

    /// <summary>Whether the firewall is tested.</summary>
    public string? Firewall { get; init; }

    /// <summary>How fast it is asked.</summary>
    public string? Pace { get; init; }

    /// <summary>What should be open.</summary>
    public string? Expect { get; init; }

    /// <summary>The report's format.</summary>
    public string? Format { get; init; } = "json";

    /// <summary>Whether a failed expectation fails the request.</summary>
    public string? Status { get; init; }

    /// <summary>The fields that are sent.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields() =>
        new (string Name, string? Value)[]
        {
            ("consent", "yes"), ("profile", Profile), ("ports", Ports), ("udp", Udp), ("icmp", Icmp), ("firewall", Firewall), ("pace", Pace),
            ("expect", Expect), ("format", Format), ("status", Status),
        }
        .Where(field => field.Value is not null)
        .Select(field => KeyValuePair.Create(field.Name, field.Value!));

    /// <summary>The form as curl's arguments.</summary>
    public IEnumerable<string> Arguments() =>
        Fields().SelectMany(field => (string[])["--data-urlencode", $"{field.Key}={field.Value}"]);
}
