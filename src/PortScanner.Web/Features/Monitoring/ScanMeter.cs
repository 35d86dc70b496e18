using System.Diagnostics.Metrics;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>The meter <c>PortScanner</c>, for whatever listens to it: OTLP, or dotnet-counters.</summary>
internal sealed class ScanMeter : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "PortScanner";

    private readonly Meter _meter = new(Name);

    /// <summary>Makes its instruments.</summary>
    public ScanMeter(CounterTable table)
    {
        foreach (var counter in CounterTable.All)
        {
            if (counter.OnlyGrows)
            {
                _meter.CreateObservableCounter(counter.Name, Measure, counter.Unit, counter.Meaning);
            }
            else
            {
                _meter.CreateObservableUpDownCounter(counter.Name, Measure, counter.Unit, counter.Meaning);
            }

            IEnumerable<Measurement<double>> Measure() => table.Read(counter.Name).Select(counted => counted.Tag is { } tag
                ? new Measurement<double>(counted.Value, new KeyValuePair<string, object?>(tag.Name, tag.Value))
                : new Measurement<double>(counted.Value));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
