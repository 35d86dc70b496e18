using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose operator has payloads of their own.</summary>
public sealed class PayloadLab() : ScanLab([.. ShippedProgram.AllowTheLab, $"--Engine:PayloadFile={Write()}"])
{
    /// <summary>The file's text.</summary>
    private const string Text = """
        # Two ways to greet one service, a service that has a probe of its own, and a range that no profile asks for.
        udp 47300-47301 "HELLO\x00"
          "world" source 500
        udp 47300 "\xff\xfe\0knock"
        udp 53 "not a question"
        udp 48000-48100 "\r\n"
        """;

    private static string Path => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"portscanner-lab-payloads-{Environment.ProcessId}");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        File.Delete(Path);
    }

    private static string Write()
    {
        File.WriteAllText(Path, Text);
        return Path;
    }
}
