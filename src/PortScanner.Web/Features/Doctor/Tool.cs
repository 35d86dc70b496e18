using System.ComponentModel;
using System.Diagnostics;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Programs of the machine that know what the doctor does not.</summary>
internal static class Tool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>What a program prints.</summary>
    /// <returns>Null if it is not there, fails, or does not end.</returns>
    public static string? Read(string program, params string[] arguments) => Run(program, arguments, input: null);

    /// <summary>What a program prints that reads something.</summary>
    /// <returns>Null if it is not there, fails, or does not end.</returns>
    public static string? Feed(string program, string input, params string[] arguments) => Run(program, arguments, input);

    private static string? Run(string program, string[] arguments, string? input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false, RedirectStandardInput = input is not null, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (input is not null)
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }

            if (process.WaitForExit(Timeout))
            {
                return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
            }

            process.Kill();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }
}
