using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>A format of which everything is written at the end, from the report; but for its opening, which may come bit by bit before.</summary>
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

    /// <summary>What may be written behind the opening as often as one likes, without meaning anything; null if there is nothing of the kind.</summary>
    private protected virtual char? Filler => null;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new Writer(this, output, Opening(header));

    /// <summary>What each report begins with, whatever will be found.</summary>
    private protected virtual string Opening(ReportHeader header) => "";

    /// <summary>Writes the report behind its opening, while the steps are gone through.</summary>
    private protected abstract IEnumerable<ReportStep> Write(TextWriter output, ScanReport report);

    private sealed class Writer(FinishedFormat format, TextWriter output, string opening) : IReportWriter
    {
        private int _opened;

        public void Row(ReportRow row)
        {
            // The report has it too.
        }

        public void Pause()
        {
            // As above.
        }

        // Character by character, since some formats allow nothing but their opening.
        public void KeepAlive()
        {
            if (_opened < opening.Length)
            {
                output.Write(opening[_opened++]);
            }
            else if (format.Filler is { } filler)
            {
                output.Write(filler);
            }
        }

        public IEnumerable<ReportStep> End(ScanReport report)
        {
            output.Write(opening[_opened..]);
            return format.Write(output, report);
        }
    }
}
