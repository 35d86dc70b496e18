using System.Globalization;
using System.Xml;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>The XML that nmap writes (nmap.dtd, xmloutputversion 1.05), for the many programs that read it.</summary>
public sealed class NmapXmlFormat : FinishedFormat
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, IndentChars = "", NewLineChars = "\n", CloseOutput = false };

    /// <inheritdoc/>
    public override string Name => "xml";

    /// <inheritdoc/>
    public override string MediaType => "application/xml";

    // XML 1.0, production 22: as much white space as one likes stands between the document type and the root.
    private protected override char? Filler => '\n';

    // The declaration is not the writer's, which would name the encoding of .NET's strings.
    private protected override string Opening(ReportHeader header) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE nmaprun>\n";

    private protected override IEnumerable<ReportStep> Write(TextWriter output, ScanReport report)
    {
        using (var xml = XmlWriter.Create(output, WithoutDeclaration()))
        {
            foreach (var step in WriteRun(xml, report))
            {
                yield return step;
            }
        }

        output.Write('\n');
    }

    private static XmlWriterSettings WithoutDeclaration()
    {
        var settings = Settings.Clone();
        settings.OmitXmlDeclaration = true;
        return settings;
    }

    private static IEnumerable<ReportStep> WriteRun(XmlWriter xml, ScanReport report)
    {
        var header = report.Header;
        var end = header.StartedAt + report.Duration;
        var findings = NmapNames.Ports(report);

        xml.WriteStartElement("nmaprun");
        Attribute(xml, "scanner", "portscanner");
        Attribute(xml, "args", $"profile={ReportNames.Of(header.Plan.Profile)}{NmapNames.LeftOut(header)}");
        Attribute(xml, "start", Seconds(header.StartedAt));
        Attribute(xml, "startstr", Text(header.StartedAt));
        Attribute(xml, "version", "1");
        Attribute(xml, "xmloutputversion", "1.05");
        foreach (var protocol in findings.GroupBy(port => port.Protocol))
        {
            Element(xml, "scaninfo", ("type", NmapNames.ScanType(protocol.Key)), ("protocol", ReportNames.Of(protocol.Key)),
                ("numservices", Number(protocol.Count())), ("services", NmapNames.Ranges(protocol)));
        }

        Element(xml, "verbose", ("level", "0"));
        Element(xml, "debugging", ("level", "0"));
        xml.WriteStartElement("host");
        Attribute(xml, "starttime", Seconds(header.StartedAt));
        Attribute(xml, "endtime", Seconds(end));
        WriteHostStatus(xml, report);
        Element(xml, "address", ("addr", header.Address.ToString()), ("addrtype", ReportNames.Of(header.Family)));
        Element(xml, "hostnames");
        foreach (var step in WritePorts(xml, findings))
        {
            yield return step;
        }

        xml.WriteEndElement();

        xml.WriteStartElement("runstats");
        Element(xml, "finished", ("time", Seconds(end)), ("timestr", Text(end)),
            ("elapsed", report.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)),
            ("summary", VerdictMessages.Effort(report, Languages.English)), ("exit", report.EarlyEnd is null ? "success" : "error"));
        Element(xml, "hosts", ("up", "1"), ("down", "0"), ("total", "1"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // The host is up without any answer, since it asked for the scan.
    private static void WriteHostStatus(XmlWriter xml, ScanReport report)
    {
        var echo = report.Rows.FirstOrDefault(row => row.Result.Reason == Reason.EchoReply && row.Result.Probe.Kind == ProbeKind.Echo)?.Result;
        Element(xml, "status", ("state", "up"), ("reason", echo is null ? "user-set" : "echo-reply"), ("reason_ttl", Number(echo?.HopLimit ?? 0)));
    }

    private static IEnumerable<ReportStep> WritePorts(XmlWriter xml, IReadOnlyList<PortFinding> findings)
    {
        xml.WriteStartElement("ports");
        var summedUp = NmapNames.SummedUp(findings);
        foreach (var state in summedUp)
        {
            WriteExtraPorts(xml, state);
        }

        foreach (var port in findings.Except(summedUp.SelectMany(state => state)))
        {
            WritePort(xml, port);
            yield return default;
        }

        xml.WriteEndElement();
    }

    private static void WriteExtraPorts(XmlWriter xml, IGrouping<string, PortFinding> state)
    {
        xml.WriteStartElement("extraports");
        Attribute(xml, "state", state.Key);
        Attribute(xml, "count", Number(state.Count()));
        foreach (var reason in state.GroupBy(port => (NmapNames.Reason(port.Representative.Result.Reason), port.Protocol)))
        {
            Element(xml, "extrareasons", ("reason", reason.Key.Item1), ("count", Number(reason.Count())),
                ("proto", ReportNames.Of(reason.Key.Protocol)), ("ports", NmapNames.Ranges(reason)));
        }

        xml.WriteEndElement();
    }

    private static void WritePort(XmlWriter xml, PortFinding port)
    {
        var result = port.Representative.Result;
        xml.WriteStartElement("port");
        Attribute(xml, "protocol", ReportNames.Of(port.Protocol));
        Attribute(xml, "portid", Number(port.Port));
        xml.WriteStartElement("state");
        Attribute(xml, "state", NmapNames.State(port));
        Attribute(xml, "reason", NmapNames.Reason(result.Reason));
        Attribute(xml, "reason_ttl", Number(result.HopLimit ?? 0));
        if (result.Responder is { } responder)
        {
            Attribute(xml, "reason_ip", responder.ToString());
        }

        xml.WriteEndElement();

        // By the port's number alone, which is what nmap means by a table and a confidence of 3. It calls a port unknown whose number
        // tells nothing.
        Element(xml, "service", ("name", PlainText.Clean(port.Representative.Service.Name ?? "unknown")), ("method", "table"), ("conf", "3"));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            Attribute(xml, attribute, value);
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, value);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
