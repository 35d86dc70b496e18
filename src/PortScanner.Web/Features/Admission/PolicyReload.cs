using System.Globalization;

using Microsoft.Extensions.Primitives;

using PortScanner.Core.Addresses;
using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Puts <c>Admission:DenyNetworks</c> and the file of <c>Admission:OptOutFile</c> in force again when they change. What is wrong is logged, and
/// what was in force stays.
/// </summary>
internal sealed class PolicyReload(
    AdmissionSettings settings,
    AdmissionOptions options,
    ConfigurationAnew configuration,
    IConfiguration watched,
    TimeProvider timeProvider,
    ILogger<PolicyReload> logger) : BackgroundService
{
    private const string DenyNetworks = "Admission:DenyNetworks";
    private const string OptOut = "Admission:OptOutFile";

    // Asked by its time and length instead of watched: that also sees a file that was replaced, linked or mounted.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private IReadOnlyList<string> _denied = options.DenyNetworks;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watching = ChangeToken.OnChange(watched.GetReloadToken, ReadDenied);

        // What changed between the start and now was told to nobody.
        ReadDenied();
        var known = settings.OptOutStamp;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var stamp = OptOutFile.StampOf(options.OptOutFile);
            if (stamp != known)
            {
                known = stamp;
                ReadOptedOut();
            }
        }
    }

    private void ReadDenied()
    {
        try
        {
            lock (_lock)
            {
                Deny(configuration.Read(anew => Settings.Read<AdmissionOptions>(anew, "Admission").DenyNetworks));
            }
        }
        catch (ConfigurationException)
        {
            AdmissionLog.Refused(logger, DenyNetworks, "cannot be read from the settings; allowed is what is allowed at the start");
        }
    }

    private void Deny(IReadOnlyList<string> entries)
    {
        // Other settings share the file, and the framework often tells of one change twice.
        if (entries.SequenceEqual(_denied, StringComparer.Ordinal))
        {
            return;
        }

        _denied = entries;
        var wrong = entries.Index().Where(entry => CidrNetworks.Parse(DenyNetworks, [entry.Item], []).Count == 0).Select(entry => entry.Index).ToList();
        if (wrong.Count > 0)
        {
            AdmissionLog.Refused(
                logger,
                DenyNetworks,
                string.Create(CultureInfo.InvariantCulture, $"has no network at {string.Join(", ", wrong)}, counted from 0; allowed is such as 192.168.0.0/16 or fd00::/8"));
            return;
        }

        var networks = CidrNetworks.Parse(DenyNetworks, entries, []);
        settings.Policy.Deny(networks);
        AdmissionLog.ReadAgain(logger, DenyNetworks, networks.Count);
    }

    private void ReadOptedOut()
    {
        if (OptOutFile.Read(options.OptOutFile, out var complaint) is not { } networks)
        {
            AdmissionLog.Refused(logger, OptOut, complaint!);
            return;
        }

        settings.Policy.OptOut(networks);
        AdmissionLog.ReadAgain(logger, OptOut, networks.Count);
    }
}
