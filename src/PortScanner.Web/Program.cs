using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Composition;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Features.DryRun;
using PortScanner.Web.Features.Forgetting;
using PortScanner.Web.Features.Help;
using PortScanner.Web.Features.Keys;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.PortCheck;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.SelfTest;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Hosting.Logging;
using PortScanner.Web.Hosting.Startup;
using PortScanner.Web.Http;
using PortScanner.Web.Settings;

[assembly: SuppressMessage(
    "Design", "CA1031:Do not catch general exception types", Scope = "member", Target = "~M:Program.<Main>$(System.String[])~System.Threading.Tasks.Task{System.Int32}",
    Justification = "Whatever ends the program is told in a sentence.")]

using var stop = new StopSignals();
try
{
    var line = CommandLine.Parse(args, typeof(SiteOptions));
    if (Usage.Answer(line) is { } answer)
    {
        await Console.Out.WriteLineAsync(answer);
        return 0;
    }

    MemoryDumps.Forbid();
    var start = StartContext.Of(line);
    if (line.Verb == Verb.DryRun)
    {
        return DryRunVerb.Run(start, Console.Out);
    }

    if (line.Verb == Verb.Doctor)
    {
        return await DoctorVerb.RunAsync(start, Console.Out);
    }

    if (line.Verb == Verb.Keys)
    {
        return KeysVerb.Run(line, Console.Out);
    }

    if (line.Verb == Verb.SelfTest)
    {
        return await SelfTestVerb.RunAsync(start, Console.Out);
    }

    if (line.Verb == Verb.Settings)
    {
        return SettingsVerb.Run(start, Console.Out, Console.Error);
    }

    // Settings: appsettings.json beside the program, the environment, the command line; the last one wins. All is judged here, once.
    var settings = SiteSettings.Read(start);
    if (settings.Role == ProcessRole.Tester)
    {
        await TesterProcess.RunAsync(settings, stop);
        return 0;
    }

    // Services.
    var builder = SiteBuilder.Create(settings);
    builder.AddLogging();
    builder.AddKestrelLimits();
    builder.AddClearedBuffers();
    builder.AddMemoryCleaning();
    builder.AddForwarding(settings.Forwarding);
    builder.AddConnectionLimit();
    builder.AddAssets();
    builder.AddOperator(settings.HostNames);
    builder.AddCounters();
    builder.AddStatus();
    builder.AddScans(settings);
    builder.AddLiveScans();
    builder.AddPages();
    builder.AddPortCheck();

    // What must be right before the first request.
    var app = builder.Build();
    await app.PrepareScansAsync();

    // Middleware, in the order in which a request meets it.
    app.UseSecurityHeaders(settings.Options.Web.Origins());
    app.UseFaultHandling();
    app.UseAssets();
    app.UseCallers(settings.ListenUrls);

    // Endpoints.
    app.MapScans();
    app.MapHealth();
    app.MapLiveScans();
    app.MapPages();
    app.MapHelp();
    app.MapPortCheck();
    app.MapOperator();

    app.LogWhenReady();
    app.EndScansFirst(stop);
    await app.ListenUntilStoppedAsync(settings.ListenUrls, stop);
    return 0;
}
catch (Exception e)
{
    return StartupErrors.Report(e);
}
