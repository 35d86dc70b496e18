using System.Diagnostics;
using System.Text;

namespace PortScanner.Lab.Network;

/// <summary>A program that was started; its output is gathered while it runs.</summary>
public sealed class Command : IDisposable
{
    private readonly Process _process;
    private readonly string _line;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private readonly Action<string>? _onLine;

    private Command(Process process, string line, Action<string>? onLine)
    {
        _process = process;
        _line = line;
        _onLine = onLine;
        _process.OutputDataReceived += (_, e) => Gather(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Gather(_errors, e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the program has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything written so far, both streams.</summary>
    public string Written => Snapshot(_output) + Snapshot(_errors);

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program, found through PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder; null for ours.</param>
    /// <param name="environment">Variables to add to ours.</param>
    /// <param name="onLine">Called for each line of its standard output as it comes, on a pool thread.</param>
    public static Command Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new Command(Process.Start(start)!, $"{program} {string.Join(' ', start.ArgumentList)}", onLine);
    }

    /// <summary>Runs a program to its end.</summary>
    public static CommandResult Run(string program, IEnumerable<string> arguments, string? input = null) =>
        Start(program, arguments).Finish(input);

    /// <summary>Hands over a part of the input.</summary>
    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Hands over the input and waits for the end.</summary>
    /// <exception cref="TimeoutException">It took more than four minutes, and was killed.</exception>
    public CommandResult Finish(string? input = null)
    {
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it read its input; its exit code says the rest.
        }

        if (!_process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            Kill();
            throw new TimeoutException($"{_line} did not end.\n{Written}");
        }

        // The overload without a timeout also waits until both streams were read to their end.
        _process.WaitForExit();
        return new CommandResult(_line, _process.ExitCode, Snapshot(_output), Snapshot(_errors));
    }

    /// <summary>Asks the program to end (SIGTERM) and says whether it did within <paramref name="timeout"/>.</summary>
    public bool Terminate(TimeSpan timeout)
    {
        Signal("TERM");
        return _process.WaitForExit(timeout);
    }

    /// <summary>Sends the program a signal.</summary>
    /// <param name="name">The signal's name without SIG.</param>
    public void Signal(string name) => Run("kill", [$"-{name}", _process.Id.ToString()]);

    /// <summary>Ends the program at once (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Gather(StringBuilder to, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (to)
        {
            to.AppendLine(line);
        }

        if (to == _output)
        {
            _onLine?.Invoke(line);
        }
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
