namespace PortScanner.Core.Reports.Data;

/// <summary>A format of which everything is written at the end, from the report.</summary>
public abstract class FinishedFormat : IReportFormat
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string MediaType { get; }

    /// <inheritdoc/>
    public bool IsStreamed => false;

    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new Writer(this, output);

    /// <summary>Writes the report, while the steps are gone through.</summary>
    private protected abstract IEnumerable<ReportStep> Write(TextWriter output, ScanReport report);

    private sealed class Writer(FinishedFormat format, TextWriter output) : IReportWriter
    {
        public void Row(ReportRow row)
        {
            // The report has it too.
        }

        public void Pause()
        {
            // As above.
        }

        public IEnumerable<ReportStep> End(ScanReport report) => format.Write(output, report);
    }
}
