using System.Collections;
using System.Globalization;

using Microsoft.AspNetCore.Server.Kestrel.Core;

using PortScanner.Engine;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Counters;
using PortScanner.Web.Features.Forwarding;
using PortScanner.Web.Features.Http;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>docs/configuration.md says what the options say.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly (string Section, object Defaults)[] Sections =
    [
        ("Admission", new AdmissionOptions()), ("Engine", new ScanEngineOptions()), ("Forwarding", new ForwardingOptions()), ("Operator", new OperatorOptions()), ("Telemetry", new TelemetryOptions()), ("Tester", new TesterOptions()),
        ("Web", new WebOptions()),
    ];

    [Fact]
    public void Table_has_each_setting_of_the_program_with_its_default_and_no_other()
    {
        var documented = Rows()
            .Where(row => Sections.Any(section => row.Setting.StartsWith(section.Section + ":", StringComparison.Ordinal)))
            .Select(row => $"{row.Setting} = {row.Default}")
            .Order(StringComparer.Ordinal);

        var real = Sections
            .SelectMany(section => section.Defaults.GetType().GetProperties(), (section, property) =>
                $"{section.Section}:{property.Name} = {Written(property.GetValue(section.Defaults))}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(real, documented);
    }

    [Fact]
    public void Table_of_limits_says_what_the_server_is_told()
    {
        var limits = new KestrelServerLimits();
        KestrelLimits.Apply(limits);
        var rows = Repository.Read("docs/configuration.md").Split("## What a connection may do")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| M", StringComparison.Ordinal) || line.StartsWith("| R", StringComparison.Ordinal)
                || line.StartsWith("| K", StringComparison.Ordinal) || line.StartsWith("| H", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => cells[2], StringComparer.Ordinal);

        // Each that differs from the framework's own is there, and says what it is.
        var changed = Named(limits).Where(limit => !Equals(limit.Value, Named(new()).Single(other => other.Name == limit.Name).Value));
        Assert.Equal(
            changed.Select(limit => limit.Name).Order(StringComparer.Ordinal),
            rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(changed, limit => Assert.Equal(Written(limit.Value is MinDataRate rate ? rate.BytesPerSecond : limit.Value), rows[limit.Name]));
        Assert.Equal(TimeSpan.FromSeconds(10), limits.MinResponseDataRate!.GracePeriod);
    }

    private static IEnumerable<(string Name, object? Value)> Named(KestrelServerLimits limits) =>
    [
        .. Properties(limits).Where(limit => limit.Value is not (Http2Limits or Http3Limits)),
        .. Properties(limits.Http2).Select(limit => ($"Http2.{limit.Name}", limit.Value)),
    ];

    private static IEnumerable<(string Name, object? Value)> Properties(object limits) =>
        limits.GetType().GetProperties().Select(property => (property.Name, property.GetValue(limits)));

    private static IEnumerable<(string Setting, string Default)> Rows() =>
        Repository.Read("docs/configuration.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Trim('`'), cells[2].Trim('`')));

    private static string Written(object? value) => value switch
    {
        null => "none",
        string text => text,
        ICollection { Count: 0 } => "empty",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
