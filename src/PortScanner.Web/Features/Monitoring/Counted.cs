using System.Diagnostics.Metrics;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>A counter's value.</summary>
/// <param name="Instrument">The counter.</param>
/// <param name="Tag">What it is told apart by; null for nothing.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Counted(Instrument Instrument, KeyValuePair<string, object?>? Tag, double Value)
{
    /// <summary>Name and tag, as a reader is shown them.</summary>
    public string Name => Tag is { } tag ? $"{Instrument.Name} {tag.Key}={tag.Value}" : Instrument.Name;
}
