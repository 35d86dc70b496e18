namespace PortScanner.Lab.Network;

/// <summary>What a program left when it ended.</summary>
/// <param name="Line">The command line.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
public sealed record CommandResult(string Line, int ExitCode, string Output, string Errors)
{
    /// <summary>The same, if the exit code is 0.</summary>
    /// <exception cref="InvalidOperationException">It is not; the message holds everything that was written.</exception>
    public CommandResult Succeeded() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"{Line} ended with {ExitCode}.\n{Output}{Errors}");
}
