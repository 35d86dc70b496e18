using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

/// <summary>A line for each port and nothing else, for people and scripts that ask about a few: <c>22/tcp open ssh syn-ack 12.3 ms</c>.</summary>
/// <param name="isStreamed">Whether lines are written as answers come; else all at the end, so that the status can say what was found.</param>
public sealed class PortLinesFormat(bool isStreamed) : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "lines";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public bool IsStreamed => isStreamed;

    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new PortLinesWriter(output, isStreamed);
}
