using System.Collections;
using System.Globalization;

using PortScanner.Engine;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Forwarding;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>docs/configuration.md says what the options say.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly (string Section, object Defaults)[] Sections =
        [("Admission", new AdmissionOptions()), ("Engine", new ScanEngineOptions()), ("Forwarding", new ForwardingOptions()), ("Web", new WebOptions())];

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
