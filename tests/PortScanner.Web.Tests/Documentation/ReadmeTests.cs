using System.Text.RegularExpressions;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>What the README restates of the code. Its commands are run by the lab.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Table_of_states_has_each_state_in_order()
    {
        var rows = Regex.Matches(Readme, @"^\| (?<state>[a-z]+(\\\|[a-z]+)?) \| ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["state"].Value.Replace("\\|", "|", StringComparison.Ordinal))
            .Where(cell => cell is not ("state" or "request"));

        Assert.Equal(Enum.GetValues<PortState>().Select(ReportNames.Of), rows);
    }

    [Fact]
    public void Form_is_described_with_each_field_and_each_profile()
    {
        var paragraph = Readme[Readme.IndexOf("The form of `POST /scan`", StringComparison.Ordinal)..];
        paragraph = paragraph[..paragraph.IndexOf("\n\n", StringComparison.Ordinal)];

        Assert.All(ScanRequest.Fields, field => Assert.Contains($"`{field}=", paragraph, StringComparison.Ordinal));
        Assert.Contains($"`profile={string.Join('|', Enum.GetValues<ScanProfile>().Select(ReportNames.Of))}`", paragraph, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_named_with_addresses_that_exist() => Assert.All(
        [$"`GET {HelpPaths.Index}`", $"`{HelpPaths.Of(PortState.Stealth)}`", $"`{HelpPaths.OfPort(443)}`"],
        address => Assert.Contains(address, Readme, StringComparison.Ordinal));

    [Fact]
    public void Formats_are_all_named()
    {
        var row = Readme.Split('\n').Single(line => line.StartsWith("| `POST /scan`", StringComparison.Ordinal));

        Assert.All(ReportFormats.All, format => Assert.Contains($"`{format.Name}`", row, StringComparison.Ordinal));
    }

    [Fact]
    public void Number_of_UDP_services_is_that_of_the_probes()
    {
        var count = ProbeKinds.All.Count(kind => kind is { Protocol: ProbeProtocol.Udp, Port: not null });

        Assert.Contains($"{count} UDP services", Readme, StringComparison.Ordinal);
    }
}
