using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

using PortScanner.Engine.Contract;
using PortScanner.Engine.Options;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Machine;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>
/// <c>selftest [on=namespace|loopback]</c>: has the engine scan four ports of its own on both families, of which it is known beforehand what they
/// are, through the real sockets, the real capture and the real schedule; and says of each whether it was read right. It asks nobody else anything.
/// </summary>
internal static class SelfTestVerb
{
    private const string Field = "on";
    private const string Namespace = "namespace";
    private const string Loopback = "loopback";

    // How this program tells itself that it is in a namespace of its own already; also for whoever made one.
    private const string Here = "here";

    /// <summary>Tests.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="output">Where to tell it.</param>
    /// <returns>The exit code: 0 unless something is wrong.</returns>
    /// <exception cref="ConfigurationException">A setting or a word is wrong.</exception>
    public static async Task<int> RunAsync(StartContext start, TextWriter output)
    {
        var place = Place(start.CommandLine.Fields);
        var engine = SiteSettings.Read(start).Options.Engine;
        if (place == Here)
        {
            return await TestAsync(new NamespaceGround(engine.SourcePorts), engine, output);
        }

        string? whyNot = null;
        if (place != Loopback && OwnNamespace.Find(out whyNot) is { } way)
        {
            return OwnNamespace.Run(way, start.CommandLine.Settings, Verb.SelfTest.Name, $"{Field}={Here}");
        }

        if (whyNot is not null)
        {
            var lacking = (Sentence: $"{char.ToUpperInvariant(whyNot[0])}{whyNot[1..]}.", Cure: "As root, with util-linux and iproute2, it is tried apart from this machine's own rules and routes.");
            if (place == Namespace)
            {
                await CheckLines.WriteAsync(output, CheckResult.Wrong(Namespace, lacking.Sentence, lacking.Cure));
                return 1;
            }

            await CheckLines.WriteAsync(output, CheckResult.Notice(Namespace, $"{lacking.Sentence} So it is tried on loopback.", lacking.Cure));
        }

        return await TestAsync(new LoopbackGround(), engine, output);
    }

    private static async Task<int> TestAsync(IGround ground, ScanEngineOptions options, TextWriter output)
    {
        var begun = Stopwatch.GetTimestamp();
        List<CheckResult> results;
        try
        {
            results = await TestedPorts.ScanAsync(ground, options);
        }
        catch (EngineStartException e)
        {
            results = [CheckResult.Wrong(Subjects.Capture, e.Message, $"{Guides.At("troubleshooting")} tells more; portscanner doctor looks at the rest of the machine.")];
        }
        catch (Exception e) when (e is SocketException or IOException or Win32Exception)
        {
            results = [CheckResult.Wrong("link", $"The ports could not be set up {ground.Words}: {e.Message}", "Try it on loopback: portscanner selftest on=loopback.")];
        }

        foreach (var result in results)
        {
            await CheckLines.WriteAsync(output, result);
        }

        var wrong = results.Count(result => result.Severity == Severity.Wrong);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Tested {ground.Words}: {results.Count(result => result.Severity == Severity.Ok)} right, {wrong} wrong, in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s."));
        return wrong == 0 ? 0 : 1;
    }

    private static string? Place(IReadOnlyList<string> words) => words switch
    {
        [] => null,
        [$"{Field}={Namespace}"] => Namespace,
        [$"{Field}={Loopback}"] => Loopback,
        [$"{Field}={Here}"] => Here,
        _ => throw new ConfigurationException([$"{Verb.SelfTest.Name} does not know \"{string.Join(' ', words)}\"; allowed is {Field}={Namespace}, {Field}={Loopback}, or {Field}={Here} in a namespace that is the test's own."]),
    };
}
