using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Engine;
using PortScanner.Engine.Contract;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Scans;

/// <summary>The one way from a request to a scan that has begun, whoever reads it then.</summary>
/// <remarks>
/// <list type="number">
/// <item>Another site's page, and a request that is no form, are refused, and whoever had too many forms refused. A form that does not agree is
/// refused before anything costs: its lists of ports are not read.</item>
/// <item>The caller is who the connection comes from; Admission makes it a target, or refuses.</item>
/// <item>The limits on how many scans begin are asked, and told in the answer.</item>
/// <item>The form is read against the caller's address family, and becomes a plan; one at a gentle pace needs a place among those.</item>
/// <item>The scan is registered, which keeps it the only one of its caller and within the cap. One that rests because its visitor is not known
/// to be there gives way: it was left behind, as a rule by the very visitor who is back.</item>
/// <item>The engine begins; whoever asked reads the results, and disposes of the scan (<see cref="StartedScan"/>).</item>
/// </list>
/// </remarks>
internal sealed class ScanStarter(
    ScanAdmission admission,
    AdmissionSettings settings,
    IScanLimits limits,
    GentlePlaces gentlePlaces,
    RefusedForms refusedForms,
    ScanMeter meter,
    UdpPayloads payloads,
    IScanEngine engine,
    ScanRunner runner,
    IScanStore store,
    ScanKeys keys,
    ScanDeletion deletion,
    OngoingScans ongoing,
    VisitorConnections connections,
    TimeProvider timeProvider,
    IHostApplicationLifetime lifetime)
{
    // Past the plan's own time: the late window, and the last rows on their way.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>How long a scan and its results are kept at most: from its begin, or from the end of the time that a gentle one may take.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(10);

    /// <summary>Begins what a request asks for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="acceptedFormat">The format to use if the form names none.</param>
    /// <param name="reader">What reads the form.</param>
    /// <param name="readerGone">Ends the scan.</param>
    /// <returns>The scan, which the caller disposes of, or else why there is none.</returns>
    public async Task<(StartedScan? Scan, Problem? Problem)> TryStartAsync(
        HttpContext context, IReportFormat acceptedFormat, FormReader reader, CancellationToken readerGone)
    {
        try
        {
            var answer = await StartAsync(context, acceptedFormat, reader, readerGone);
            if (answer.Problem is { Reason: var reason })
            {
                meter.Refuse(reason);
            }

            return answer;
        }
        catch (ScanStoreException)
        {
            meter.Refuse("store");
            throw;
        }
    }

    private async Task<(StartedScan? Scan, Problem? Problem)> StartAsync(
        HttpContext context, IReportFormat acceptedFormat, FormReader reader, CancellationToken readerGone)
    {
        // 1
        if (CrossSiteGuard.IsFromElsewhere(context.Request))
        {
            return (null, Problem.CrossSite());
        }

        if (context.Request.QueryString.HasValue)
        {
            return (null, Problem.Body(new Message("refusal.query")));
        }

        var (form, unreadable) = await PostedForm.ReadAsync(context);
        var caller = CallerAddress.Of(context);
        if (refusedForms.ReachedFor(caller?.Value) is { } reached)
        {
            return (null, LimitProblem.Of(reached, settings.Limits));
        }

        if (form is null || !ScanRequest.Agrees(form))
        {
            refusedForms.Count(caller?.Value);
            return (null, unreadable ?? Problem.Input(ErrorsWithoutConsent(form!, acceptedFormat, reader)));
        }

        // The last packet of the request was the visitor's; whatever takes time from here on brings no other.
        var signs = new VisitorSigns(timeProvider);

        // 2
        if (admission.TryAdmit(caller, out var problem) is not { } target)
        {
            return (null, problem);
        }

        // 3
        var answer = await limits.AskAsync(target.Address);
        RateLimitHeaders.Write(context.Response.Headers, answer.States);
        if (answer.Permit is null)
        {
            return (null, LimitProblem.Of(answer, settings.Limits));
        }

        try
        {
            // 4
            var request = reader(form, target.Family, payloads, acceptedFormat, out var errors);
            if (request is null)
            {
                refusedForms.Count(target.Address);
                return (null, Problem.Input(errors));
            }

            if (request.Plan.Pace.IsGentle && !gentlePlaces.TryTake(request.Plan.TestsFirewall ? 1 + ScanEngine.FirewallBlocks : 1, answer.Permit))
            {
                return (null, LimitProblem.Of(LimitAnswer.Refused(ScanLimit.GentleAtOnce, GentlePlaces.Wait, answer.States), settings.Limits));
            }

            return await RegisterAsync(context, target, request, signs, answer.Permit, readerGone);
        }
        finally
        {
            await answer.Permit.GiveBackIfUnusedAsync();
        }
    }

    // What a glance shows of a form that does not agree. No plan is made, for which alone the family and the payloads would matter.
    private static IReadOnlyDictionary<string, Message[]> ErrorsWithoutConsent(IFormCollection form, IReportFormat acceptedFormat, FormReader reader)
    {
        reader(form, AddressFamily.Unspecified, UdpPayloads.Empty, acceptedFormat, out var errors);
        return errors;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever asked disposes of a scan that began, the last lines here of one that did not.")]
    private async Task<(StartedScan? Scan, Problem? Problem)> RegisterAsync(
        HttpContext context, ScanTarget target, ScanRequest request, VisitorSigns signs, ScanPermit permit, CancellationToken readerGone)
    {
        // 5
        var now = timeProvider.GetUtcNow();
        var key = keys.Next();
        var budget = request.Plan.TimeBudget;
        var expiry = now + Lifetime + (request.Plan.Pace.IsGentle ? budget : TimeSpan.Zero);
        var registered = new NewScan(key, target.Address, now + budget + Grace, expiry);
        var creation = await CreateAsync(registered);
        if (!creation.Created && ongoing.Find(target.Address) is { IsAwaitingVisitor: true } left)
        {
            await left.DisposeAsync();
            creation = await CreateAsync(registered);
        }

        if (!creation.Created)
        {
            return (null, Problem.AlreadyRunning(WaitFor(target, creation.LiveScanEndsBy - now)));
        }

        StartedScan? scan = null;
        try
        {
            scan = new StartedScan(registered, request, deletion, ongoing, timeProvider, readerGone, lifetime.ApplicationStopping);
            if (await store.CountAsync(readerGone) > settings.MaximumLiveScans)
            {
                return (null, Problem.Busy(BusyWait));
            }

            // 6
            if (await BeginAsync(context, target, scan, signs, now, permit) is { } problem)
            {
                return (null, problem);
            }

            var begun = scan;
            scan = null;
            return (begun, null);
        }
        finally
        {
            if (scan is not null)
            {
                await scan.DisposeAsync();
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The runner disposes of what begins, the lines here of the path to nowhere.")]
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed", Justification = "Nobody but the runner disposes of them once it runs.")]
    private async Task<Problem?> BeginAsync(
        HttpContext context, ScanTarget target, StartedScan scan, VisitorSigns signs, DateTimeOffset now, ScanPermit permit)
    {
        var plan = scan.Request.Plan;
        var path = new VisitorPath(signs, connections.Of(context, target.Address), timeProvider);
        BegunScan? begun = null;
        try
        {
            var start = await engine.BeginAsync(target, plan, path, scan.Progress, scan.Ending);
            if (start is RejectedScan rejected)
            {
                return ProblemOf(rejected);
            }

            begun = (BegunScan)start;
        }
        finally
        {
            if (begun is null)
            {
                path.Dispose();
            }
        }

        // From here on the runner sees to it that all is given back.
        var running = permit.UseAsync(runner.RunAsync(begun, plan, path, scan.Key, scan.Progress, scan.Changes, scan.Ending));
        var language = RequestLanguage.Of(context.Request);
        var header = new ReportHeader(target.Address, plan, now, begun.Route.Source.ToString(), scan.Request.Expectation?.ToString(), language)
        {
            Vantage = Vantages.Of(target.Address, begun.Route),
            PacketsPerSecond = begun.PacketsPerSecond,
            HelpPage = $"{Visitor.SiteUrlOf(context.Request)}{language.Link(HelpPaths.Index)}",
        };
        scan.Begin(header, begun.Seed, path, running, begun.Others);
        return null;
    }

    // Source ports are as scarce as places, and those of the firewall tests are held for as long as the scan takes.
    // What another node runs is known by its plan alone.
    private TimeSpan WaitFor(ScanTarget target, TimeSpan most)
    {
        var wait = ongoing.Find(target.Address)?.TimeLeft is { } left && left < most ? left : most;
        return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    // Not cancelled with the request: a scan that was created at that very moment would stay, and lock its caller out. One that the database
    // creates after it was given up would do so as well.
    private async Task<ScanCreation> CreateAsync(NewScan scan)
    {
        try
        {
            return await store.TryCreateAsync(scan, CancellationToken.None);
        }
        catch (ScanStoreException e) when (e.MayStillHappen)
        {
            deletion.DeleteWhenItComes(scan.Key.Id);
            throw;
        }
    }

    private static Problem ProblemOf(RejectedScan rejected) => rejected.Rejection switch
    {
        ScanRejection.AddressPolicy => Problem.Address(rejected.Words),
        ScanRejection.NoCapacity or ScanRejection.NoFreeSourcePort => Problem.Busy(BusyWait),
        _ => Problem.Unavailable(rejected.Words),
    };
}
