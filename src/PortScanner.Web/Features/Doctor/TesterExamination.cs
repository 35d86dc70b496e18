using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether the web face finds its tester.</summary>
internal static class TesterExamination
{
    /// <summary>Looks.</summary>
    public static async Task<Finding> LookAsync(TesterOptions options) =>
        await new RemoteScanEngine(options, TimeProvider.System).WhyNotReadyAsync(CancellationToken.None) switch
        {
            null => Finding.Right(Subjects.Tester, $"The tester behind {options.Socket} is ready."),
            ScanRefusal.NoTester => Finding.Wrong(
                Subjects.Tester, $"No tester answers behind {options.Socket}, or it does not take this user.",
                "Start it (systemctl start portscanner-tester), and run the doctor as the web face's user; Tester:WebUser names that one."),
            var refusal => Finding.Wrong(Subjects.Tester, $"The tester behind {options.Socket} is not ready: {refusal}.", "Run the doctor with --Role=tester, as the tester's user."),
        };
}
