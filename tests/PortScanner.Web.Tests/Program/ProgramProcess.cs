using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PortScanner.Web.Tests.Program;

/// <summary>The built program as a process of its own; what it writes is gathered while it runs.</summary>
internal sealed class ProgramProcess : IDisposable
{
    /// <summary>
    /// It only ends what hangs, in all tests of this project: a start takes a second of a processor, of which a busy machine may have one for thirty
    /// that want it, and a stop that takes more than eight seconds the program gives up itself.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _written = new();

    private ProgramProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Gather(line.Data);
        _process.ErrorDataReceived += (_, line) => Gather(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything written so far, to standard output and error.</summary>
    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The names of the files that it has in its memory, libraries above all (proc(5), <c>maps</c>).</summary>
    public IReadOnlySet<string> Loaded =>
        File.ReadLines($"/proc/{_process.Id}/maps").Where(line => line.Contains('/', StringComparison.Ordinal)).Select(Path.GetFileName).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Variables to add to ours, as NAME=VALUE.</param>
    /// <param name="launcher">A command that runs it, such as setpriv; empty to run it directly.</param>
    public static ProgramProcess Start(IEnumerable<string> arguments, IEnumerable<string>? environment = null, params string[] launcher) =>
        Start([.. launcher, "dotnet", Repository.Assembly, .. arguments], environment ?? []);

    /// <summary>Starts a copy of the program.</summary>
    /// <param name="folder">Where the copy is, with settings of its own.</param>
    /// <param name="arguments">Its command line.</param>
    public static ProgramProcess StartFrom(string folder, params string[] arguments) =>
        Start(["dotnet", Path.Combine(folder, Path.GetFileName(Repository.Assembly)), .. arguments], []);

    private static ProgramProcess Start(string[] line, IEnumerable<string> environment)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,

            // The program must find its settings and assets beside itself, not where it was started.
            WorkingDirectory = "/",
        };
        foreach (var variable in environment)
        {
            var parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Asks it to stop, as an operator does.</summary>
    public void AskToStop() => Assert.Equal(0, Kill(_process.Id, Terminate));

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code; null if it still runs after minutes.</returns>
    public int? WaitForExit()
    {
        if (!_process.WaitForExit(Timeout))
        {
            return null;
        }

        // Without a timeout this also waits until both streams were read to their end.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private void Gather(string? line)
    {
        if (line is not null)
        {
            lock (_written)
            {
                _written.AppendLine(line);
            }
        }
    }
}
