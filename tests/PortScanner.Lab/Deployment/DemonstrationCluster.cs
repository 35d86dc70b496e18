using System.Text.RegularExpressions;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary><c>deploy/cluster.sh</c>, running on a host of its own, which is the visitor.</summary>
public sealed partial class DemonstrationCluster : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopTime = TimeSpan.FromMinutes(1);

    private readonly NetworkNamespace _host = NetworkNamespace.Create($"ps-{Environment.ProcessId}-demo");
    private readonly Command _script;

    private DemonstrationCluster() =>
        _script = _host.StartIn("/bin/sh", ["-c", "exec ./deploy/cluster.sh"], BuiltProgram.Repository);

    /// <summary>All that it wrote.</summary>
    public string Written => _script.Written;

    /// <summary>The line for curl that it prints.</summary>
    public string Line => CurlLine().Match(Written).Groups["line"].Value;

    /// <summary>The folder with what its parts log.</summary>
    public string Folder => WorkFolder().Match(Written).Value;

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public static async Task<DemonstrationCluster> StartAsync()
    {
        var cluster = new DemonstrationCluster();
        await Eventually.Holds(() => cluster.Line.Length > 0 || cluster._script.HasExited, "the demonstration was ready", StartTime);
        return cluster;
    }

    /// <summary>Runs a command as the visitor.</summary>
    public string Run(string command) => _host.StartIn("/bin/sh", ["-c", command], BuiltProgram.Repository).Finish().Output;

    /// <summary>Asks it to end, as Ctrl+C does.</summary>
    /// <returns>Whether it did, in time.</returns>
    public bool Stop() => _script.Terminate(StopTime);

    /// <inheritdoc/>
    public void Dispose()
    {
        _script.Terminate(StopTime);
        _script.Dispose();
        _host.Dispose();
    }

    [GeneratedRegex(@"^ +(?<line>curl .+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CurlLine();

    [GeneratedRegex(@"/tmp/portscanner-cluster\.\w+", RegexOptions.None, 1000)]
    private static partial Regex WorkFolder();
}
