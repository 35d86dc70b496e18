using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

/// <summary>Plain text for people and for <c>tail -1</c>: at most 80 columns, a line for each answer as it comes.</summary>
public sealed class TextFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public bool IsStreamed => true;

    /// <inheritdoc/>
    public bool IsForPeople => true;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new TextReportWriter(output, header);
}
