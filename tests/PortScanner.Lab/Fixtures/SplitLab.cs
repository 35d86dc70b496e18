using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>
/// A lab whose program is two processes of two users: a front end without any capability, and a tester with CAP_NET_RAW alone, with a socket
/// between them.
/// </summary>
public sealed class SplitLab : ScanLab
{
    private static readonly string Folder = MakeFolder();
    private static readonly string SocketSetting = $"--Tester:Socket={Socket}";

    private ShippedProgram? _tester;

    /// <summary>Starts both.</summary>
    public SplitLab()
        : this(new TesterOfLab())
    {
    }

    private SplitLab(TesterOfLab tester)
        : base([.. ShippedProgram.AllowTheLab, "--Role=web", SocketSetting], prepare: tester.Start, user: ServiceUser.Web) =>
        _tester = tester.Process;

    /// <summary>The tester's socket.</summary>
    public static string Socket => Path.Combine(Folder, "tester.sock");

    /// <summary>The tester's process.</summary>
    public ShippedProgram Tester => _tester ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <summary>Starts another tester, once the last was killed.</summary>
    public void StartTester()
    {
        Tester.Dispose();
        _tester = StartTester(Hosts);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            base.Dispose(disposing);
            _tester?.Stop();
        }
        finally
        {
            _tester?.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static ShippedProgram StartTester(ThreeHosts hosts) => ShippedProgram.StartTester(
        hosts.Server, [.. ShippedProgram.AllowTheLab, SocketSetting, $"--Tester:WebUser={ServiceUser.Web.Id}"], ServiceUser.Tester);

    // As RuntimeDirectory of the unit makes it: the tester's own, and open to the group that both share.
    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("portscanner-lab-").FullName;
        Command.Run("chown", [$"{ServiceUser.Tester.Id}:{ServiceUser.Tester.GroupId}", folder]).Succeeded();
        Command.Run("chmod", ["750", folder]).Succeeded();
        return folder;
    }

    private sealed class TesterOfLab
    {
        public ShippedProgram? Process { get; private set; }

        public void Start(ThreeHosts hosts) => Process = StartTester(hosts);
    }
}
