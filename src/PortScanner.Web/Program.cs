using PortScanner.Web.Features.Counters;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Features.Forwarding;
using PortScanner.Web.Features.Help;
using PortScanner.Web.Features.Http;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Rehearsal;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.Startup;
using PortScanner.Web.Features.Tester;

try
{
    MemoryDumps.Forbid();

    if (DryRun.IsAskedFor(args))
    {
        return DryRun.Run(args, Console.Out);
    }

    if (Examination.IsAskedFor(args))
    {
        return await Examination.RunAsync(args, Console.Out);
    }

    // Configuration: appsettings.json beside the program, the environment, the command line; the last one wins.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    TrustGuard.Check(builder.Configuration);
    var role = ProcessRoles.Of(builder.Configuration);
    if (role == ProcessRole.Tester)
    {
        await TesterProcess.RunAsync(args);
        return 0;
    }

    // Services.
    builder.AddLogging();
    builder.AddKestrelLimits();
    builder.AddForwarding();
    builder.AddAssets();
    builder.AddOperator();
    builder.AddStatus();
    builder.AddScans(role);
    builder.AddLiveScans();
    builder.AddPages();

    // What must be right before the first request.
    var app = builder.Build();
    await app.PrepareScansAsync();

    // Middleware, in the order in which a request meets it.
    app.UseSecurityHeaders();
    app.UseFaultHandling();
    app.UseAssets();
    app.UseCallers();

    // Endpoints.
    app.MapScans();
    app.MapLiveScans();
    app.MapPages();
    app.MapHelp();
    app.MapOperator();

    app.LogWhenReady();
    await app.ListenUntilStoppedAsync();
    return 0;
}
catch (Exception e) when (StartupErrors.IsForOperator(e))
{
    return StartupErrors.Report(e);
}
