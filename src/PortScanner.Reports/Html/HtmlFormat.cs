using PortScanner.Reports.Model;

namespace PortScanner.Reports.Html;

/// <summary>HTML without script, for lynx and w3m as for any browser; a table row for each answer as it comes.</summary>
public sealed class HtmlFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string MediaType => "text/html";

    /// <inheritdoc/>
    public bool IsStreamed => true;

    /// <inheritdoc/>
    public bool IsForPeople => true;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new HtmlReportWriter(output, header);
}
