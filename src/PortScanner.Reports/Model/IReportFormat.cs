namespace PortScanner.Reports.Model;

/// <summary>One way to write a report.</summary>
public interface IReportFormat
{
    /// <summary>The name in <c>format=</c>.</summary>
    string Name { get; }

    /// <summary>The media type, without parameters. Every format is UTF-8.</summary>
    string MediaType { get; }

    /// <summary>Whether rows are written as they come; else everything is written at the end.</summary>
    bool IsStreamed { get; }

    /// <summary>Whether people read it, so that it speaks their language. What programs read is in English, so that they can rely on it.</summary>
    bool IsForPeople { get; }

    /// <summary>Writes what is known before the first answer, if the format is streamed.</summary>
    /// <param name="output">Where the report goes; it is neither flushed nor closed.</param>
    /// <param name="header">What is known.</param>
    /// <returns>What writes the rest; it belongs to this one report and is not for several threads.</returns>
    IReportWriter Begin(TextWriter output, ReportHeader header);
}

/// <summary>Writes one report: rows as they come, then the end, once.</summary>
public interface IReportWriter
{
    /// <summary>Writes a result as it comes, if the format is streamed. A later row for the same probe replaces the earlier.</summary>
    void Row(ReportRow row);

    /// <summary>Called when nothing more is known for now: what sums up several rows is written here.</summary>
    void Pause();

    /// <summary>Tells what is waited for while no row comes, if the format is streamed and people read it.</summary>
    void Waiting(string sentence)
    {
    }

    /// <summary>Tells how far the scan has got while little else comes, if the format is streamed and is read as it comes.</summary>
    void Progress(string sentence)
    {
    }

    /// <summary>
    /// Writes something that means nothing, wherever the format allows it: what a reader takes shows that he is there, and nothing can be
    /// taken where nothing is written.
    /// </summary>
    void KeepAlive();

    /// <summary>Writes the rest, while the steps are gone through.</summary>
    /// <returns>The steps; to be gone through once, to the end.</returns>
    IEnumerable<ReportStep> End(ScanReport report);
}

/// <summary>
/// A place within a report where its reader may be waited for. A report of all ports is more than ten megabytes, which would else lie in
/// memory for as long as a slow reader takes.
/// </summary>
public readonly record struct ReportStep;
