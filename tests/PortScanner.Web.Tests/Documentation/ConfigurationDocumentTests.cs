using System.Collections;
using System.Globalization;

using Microsoft.AspNetCore.Server.Kestrel.Core;

using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Settings;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>docs/configuration.md says what the options say.</summary>
public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void Table_has_each_setting_of_the_program_with_its_default_and_no_other()
    {
        var documented = Rows().Select(row => $"{row.Setting} = {row.Default}").Order(StringComparer.Ordinal);
        var real = SettingsSchema.Of(typeof(SiteOptions)).Select(setting => $"{setting.Path} = {Written(setting.Default)}").Order(StringComparer.Ordinal);

        Assert.Equal(real, documented);
    }

    [Fact]
    public void Secrets_are_marked_as_such() => Assert.Equal(
        SettingsSchema.Of(typeof(SiteOptions)).Where(setting => setting.IsSecret).Select(setting => setting.Path).Order(StringComparer.Ordinal),
        Repository.Read("docs/configuration.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("[secret](#secrets)", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal));

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
