using System.Globalization;

using PortScanner.Core.Addresses;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Puts <c>Admission:DenyNetworks</c> and the file of <c>Admission:OptOutFile</c> in force again when they change. What is wrong is logged, and
/// what was in force stays.
/// </summary>
internal sealed class PolicyReload(
    AdmissionSettings settings,
    AdmissionOptions options,
    IDeniedNetworks denied,
    TimeProvider timeProvider,
    ILogger<PolicyReload> logger) : BackgroundService
{
    private const string DenyNetworks = "Admission:DenyNetworks";
    private const string OptOut = "Admission:OptOutFile";

    // Files are asked by their time and length instead of watched: that also sees one that was replaced, linked or mounted.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private IReadOnlyList<string> _denied = options.DenyNetworks;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What changed between the start and now was told to nobody.
        var (knownSettings, known) = (denied.Stamp, settings.OptOutStamp);
        ReadDenied();
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (denied.Stamp is var changed && changed != knownSettings)
            {
                knownSettings = changed;
                ReadDenied();
            }

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
        if (denied.Read() is not { } entries)
        {
            AdmissionLog.Refused(logger, DenyNetworks, "cannot be read from the settings; allowed is what is allowed at the start");
            return;
        }

        Deny(entries);
    }

    private void Deny(IReadOnlyList<string> entries)
    {
        // Other settings share the file.
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
