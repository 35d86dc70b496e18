using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>Three hosts, the program on one of them, and what was started beside it.</summary>
/// <param name="hosts">The hosts.</param>
/// <param name="program">The program.</param>
public sealed class RunningLab(ThreeHosts hosts, ShippedProgram program) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _beside = [];

    /// <summary>The hosts.</summary>
    public ThreeHosts Hosts => hosts;

    /// <summary>The program.</summary>
    public ShippedProgram Program => program;

    /// <summary>Whether the program runs, and no scan.</summary>
    public bool IsAtRest => !program.HasExited && CountLogged("Scan started") == CountLogged("Scan ended");

    /// <summary>What was started beside the program; null if nothing of that kind was.</summary>
    public T? Find<T>()
        where T : class => _beside.OfType<T>().SingleOrDefault();

    /// <summary>Has something end with the lab.</summary>
    public T Keep<T>(T started)
        where T : IAsyncDisposable
    {
        _beside.Add(started);
        return started;
    }

    /// <summary>Stops the program, which must end by itself, and takes the hosts down.</summary>
    public void Stop()
    {
        try
        {
            program.Stop();
        }
        finally
        {
            program.Dispose();
            hosts.Dispose();
        }
    }

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var started in _beside)
        {
            await started.DisposeAsync();
        }

        Stop();
    }

    private int CountLogged(string words) => program.Written.AsSpan().Count(words);
}
