using PortScanner.Reports.Data;
using PortScanner.Reports.Html;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

namespace PortScanner.Reports;

/// <summary>The formats that a report can be had in.</summary>
public static class ReportFormats
{
    /// <summary>Plain text for people, 80 columns, streamed.</summary>
    public static IReportFormat Text { get; } = new TextFormat();

    /// <summary>HTML that needs no script, streamed.</summary>
    public static IReportFormat Html { get; } = new HtmlFormat();

    /// <summary>One JSON object a line, streamed.</summary>
    public static IReportFormat Ndjson { get; } = new NdjsonFormat();

    /// <summary>One JSON document, finished.</summary>
    public static IReportFormat Json { get; } = new JsonFormat();

    /// <summary>Comma-separated values, finished.</summary>
    public static IReportFormat Csv { get; } = new CsvFormat();

    /// <summary>nmap's XML, finished.</summary>
    public static IReportFormat NmapXml { get; } = new NmapXmlFormat();

    /// <summary>nmap's grepable lines, finished.</summary>
    public static IReportFormat Grepable { get; } = new GrepableFormat();

    /// <summary>masscan's list, finished.</summary>
    public static IReportFormat PortList { get; } = new PortListFormat();

    /// <summary>All of them, the most general first.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } = [Text, Html, Ndjson, Json, Csv, NmapXml, Grepable, PortList];

    /// <summary>The format of that name, in any case of letters; null if there is none.</summary>
    public static IReportFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The format of that media type (without parameters), in any case of letters; null if there is none.</summary>
    public static IReportFormat? FindMediaType(string mediaType) =>
        All.FirstOrDefault(format => format.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
}
