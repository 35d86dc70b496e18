using System.Xml;
using System.Xml.Linq;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>What programs that were made for nmap's files say of ours.</summary>
public sealed class NmapFormatTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string TcpPorts = "22-25,80,110,1000-1099";
    private const string UdpPorts = "53,1000,1001";

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-xml-").FullName;

    [Theory, BothFamilies]
    public void Ndiff_finds_no_difference_to_a_scan_by_nmap(Family family)
    {
        Tools.Require("nmap", "ndiff");
        var side = Side.Of(family);
        var ours = Write("ours.xml", Scan(side));
        var nmaps = Path.Combine(_folder, "nmap.xml");
        IEnumerable<string> option = side.IsV6 ? ["-6"] : [];
        Lab.Hosts.Server.RunIn("nmap", [.. option, "-sS", "-sU", "-Pn", "-n", "-p", $"T:{TcpPorts},U:{UdpPorts}", "-oX", nmaps, side.Client.ToString()]).Succeeded();

        var difference = Lab.Hosts.Server.RunIn("ndiff", [nmaps, ours]);

        Assert.DoesNotContain(difference.Output.Split('\n'), line => line is ['+' or '-', ..] && !line.Contains(" scan initiated ", StringComparison.Ordinal));
        Assert.Equal("", difference.Errors);
    }

    [Fact]
    public void Ndiff_finds_the_port_that_was_opened_since()
    {
        Tools.Require("ndiff");
        var before = Write("before.xml", Scan(Side.V4));
        OpenTcp(Client, 25);
        var after = Write("after.xml", Rescan("xml"));

        var difference = Lab.Hosts.Server.RunIn("ndiff", [before, after]).Output;

        Assert.Matches("(?m)^[+]25/tcp +open +smtp", difference);
        Assert.DoesNotMatch("(?m)^[+-](?!25/)[0-9]", difference);
    }

    [Fact]
    public void Nmaps_style_sheet_makes_a_page_of_it_and_its_dtd_minds_nothing_but_our_name()
    {
        Tools.Require("xsltproc");
        Assert.SkipUnless(File.Exists("/usr/share/nmap/nmap.xsl"), "nmap's style sheet is not installed");
        var report = Write("report.xml", Scan(Side.V4));

        var page = Lab.Hosts.Server.RunIn("xsltproc", ["/usr/share/nmap/nmap.xsl", report]).Succeeded().Output;

        Assert.Contains(Side.V4.Client.ToString(), page, StringComparison.Ordinal);
        Assert.Matches(@"<td>ssh\s*</td>", page);
        Assert.Equal(["'portscanner' is not in the enumeration list."], AgainstDtd(report));
    }

    [Fact]
    public void Grepable_and_list_name_what_answers()
    {
        Assert.Contains("portid=\"22\"", Scan(Side.V4), StringComparison.Ordinal);

        var grepable = Rescan("grepable");
        var list = Rescan("list");

        Assert.Contains("\tPorts: 22/open/tcp//ssh///, 24/filtered/tcp//priv-mail///, 80/open/tcp//http///, 110/filtered/tcp//pop3///, "
            + "53/open/udp//domain///, 1001/open|filtered/udp/////\tIgnored State: closed (103)", grepable, StringComparison.Ordinal);
        Assert.Contains($"open tcp 22 {Side.V4.Client} ", list, StringComparison.Ordinal);
        Assert.DoesNotContain("tcp 24 ", list, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Directory.Delete(_folder, recursive: true);
    }

    private static ScanForm Form => new() { Ports = $"T:{TcpPorts},U:{UdpPorts}", Format = "xml" };

    private string Scan(Side side)
    {
        OpenTcp(Client, 22, 80);
        Serve(Client, new DnsService());
        Firewall.Set(Client, "input", side, """
            tcp dport 24 drop
            tcp dport 110 reject
            udp dport 1001 drop
            """);
        return VisitorOf(side).Post(Form).Body;
    }

    private string Rescan(string format) => VisitorOf(Side.V4).Post(Form with { Format = format }).Body;

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    // The DTD knows no scanner but nmap, and masscan does not obey it there either: a file should not lie about its writer.
    private static List<string> AgainstDtd(string report)
    {
        List<string> errors = [];
        var text = File.ReadAllText(report).Replace("<!DOCTYPE nmaprun>", "<!DOCTYPE nmaprun SYSTEM \"/usr/share/nmap/nmap.dtd\">", StringComparison.Ordinal);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, ValidationType = ValidationType.DTD, XmlResolver = new XmlUrlResolver() };
        settings.ValidationEventHandler += (_, problem) => errors.Add(problem.Message);
        using var reader = XmlReader.Create(new StringReader(text), settings);
        XDocument.Load(reader);
        return errors;
    }
}
