using System.Collections;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Web.Features.Scans;

/// <summary>Which probes of a plan have no result yet, so far or for good. A plan of all ports takes some kilobytes.</summary>
internal sealed class MissingResults
{
    private readonly BitArray _syns = new(ushort.MaxValue + 1);
    private readonly HashSet<Probe> _others = [];
    private int _synCount;

    /// <summary>Begins with all of them.</summary>
    public MissingResults(ScanPlan plan)
    {
        foreach (var probe in plan.Probes)
        {
            if (probe.Kind == ProbeKind.Syn)
            {
                _syns[probe.Port!.Value] = true;
                _synCount++;
            }
            else
            {
                _others.Add(probe);
            }
        }
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _synCount == 0 && _others.Count == 0;

    /// <summary>Takes out those that have one now. What only tells of the tester is none: another one may be asked, and find the port open.</summary>
    public void Remove(IEnumerable<ProbeResult> results)
    {
        foreach (var result in results)
        {
            var isMissing = result.Reason is Reason.TesterLost or Reason.TesterPath or Reason.TesterFiltered or Reason.BusLost or Reason.TestersDiffer;
            var (kind, port) = result.Probe;
            if (kind != ProbeKind.Syn)
            {
                _ = isMissing ? _others.Add(result.Probe) : _others.Remove(result.Probe);
            }
            else if (_syns[port!.Value] != isMissing)
            {
                _syns[port.Value] = isMissing;
                _synCount += isMissing ? 1 : -1;
            }
        }
    }
}
