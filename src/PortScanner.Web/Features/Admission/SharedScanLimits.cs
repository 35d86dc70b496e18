using System.Net;
using System.Net.Sockets;

using PortScanner.Storage;
using PortScanner.Storage.Limits;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Admission;

/// <summary>The limits of <see cref="ScanLimits"/>, over all nodes that share a database.</summary>
internal sealed class SharedScanLimits(SharedLimits shared, ScanLimitSettings settings, ILogger<SharedScanLimits> logger) : IScanLimits
{
    private const int IPv4Length = 32;
    private const int IPv6Length = 128;

    /// <inheritdoc />
    public async ValueTask<LimitAnswer> AskAsync(IPAddress caller)
    {
        (ScanLimit Limit, SharedLimit Shared)[] counts = [.. CountsOf(caller), (ScanLimit.All, new SharedLimit(0, settings.InAll))];
        (ScanLimit Limit, SharedLimit Shared)[] atOnce = [.. AtOnceOf(caller)];
        var ask = new SharedAsk(
            Array.ConvertAll(counts, count => count.Shared), Array.ConvertAll(atOnce, running => running.Shared), IsIPv4(caller) ? IPv4Length : IPv6Length);
        var answer = await shared.AskAsync(caller, ask, CancellationToken.None);
        LimitState[] states =
        [
            .. counts[..^1].Select((count, i) => new LimitState(
                count.Limit, count.Shared.Most, Math.Max(0, count.Shared.Most - answer.Counted[i] - (answer.Place is null ? 0 : 1)), settings.Window, answer.Reset)),
        ];
        return answer switch
        {
            { Refusal: SharedRefusal.Count } => LimitAnswer.Refused(counts[answer.Index].Limit, answer.Reset, states),
            { Refusal: SharedRefusal.AtOnce } => LimitAnswer.Refused(atOnce[answer.Index].Limit, ScanLimits.AtOnceWait, states),
            { Place: { } place } => LimitAnswer.Granted(
                new ScanPermit(() => TryAsync(() => shared.GiveBackAsync(place)), () => TryAsync(() => shared.EndAsync(place, settings.Cooldown))), states),
            _ => LimitAnswer.Refused(ScanLimit.Cooldown, answer.Rest, states),
        };
    }

    private static bool IsIPv4(IPAddress caller) => caller.AddressFamily == AddressFamily.InterNetwork;

    private IEnumerable<(ScanLimit, SharedLimit)> CountsOf(IPAddress caller)
    {
        yield return (ScanLimit.Address, new SharedLimit(IsIPv4(caller) ? IPv4Length : ScanLimits.HouseholdLength, settings.PerAddress));
        if (!IsIPv4(caller))
        {
            yield return (ScanLimit.Site, new SharedLimit(ScanLimits.SiteLength, settings.PerSite));
        }
    }

    private (ScanLimit, SharedLimit)[] AtOnceOf(IPAddress caller) => IsIPv4(caller)
        ? []
        :
        [
            (ScanLimit.HouseholdAtOnce, new SharedLimit(ScanLimits.HouseholdLength, settings.AtOncePerHousehold)),
            (ScanLimit.SiteAtOnce, new SharedLimit(ScanLimits.SiteLength, settings.AtOncePerSite)),
        ];

    // What the database was not told lapses by itself, as of a node that was killed.
    private async Task TryAsync(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (ScanStoreException e)
        {
            FaultLog.StoreFailed(logger, e.Error, e.Message);
        }
    }
}
