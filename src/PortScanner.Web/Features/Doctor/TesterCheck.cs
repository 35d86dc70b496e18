using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether the front end finds its tester.</summary>
internal static class TesterCheck
{
    /// <summary>Looks.</summary>
    public static async Task<CheckResult> LookAsync(TesterOptions options) =>
        await new RemoteScanEngine(options, TimeProvider.System).CheckReadinessAsync(CancellationToken.None) switch
        {
            null => CheckResult.Ok(Subjects.Tester, $"The tester behind {options.Socket} is ready."),
            ScanRejection.NoTester => CheckResult.Wrong(
                Subjects.Tester, $"No tester answers behind {options.Socket}, or it does not take this user.",
                "Start it (systemctl start portscanner-tester), and run the doctor as the front end's user; Tester:WebUser names that one."),
            var rejection => CheckResult.Wrong(Subjects.Tester, $"The tester behind {options.Socket} is not ready: {rejection}.", "Run the doctor with --Role=tester, as the tester's user."),
        };
}
