using System.Diagnostics;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Deployment;

/// <summary>
/// This machine as it is, booted with systemd in a container of its own: units are enabled, started and stopped for real. What is written to it is kept
/// in memory and thrown away. It has a network of its own, with two addresses and a way out that leads nowhere.
/// </summary>
public sealed class BootedMachine : IDisposable
{
    /// <summary>Its IPv4 address, of those for documentation (RFC 5737), which no visitor has.</summary>
    public const string Address = "192.0.2.1";

    private const string Ready = "mounted";
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(3);

    // What else is enabled on this machine is nobody's business. The .NET runtime may lie in a home that the units hide.
    private const string Script = $$"""
        set -e
        mount -t tmpfs tmpfs "$1"
        mkdir "$1/upper" "$1/work" "$1/root"
        mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
        rm -rf "$1/root/etc/systemd/system/multi-user.target.wants" "$1/root/usr/sbin/policy-rc.d"
        if [ ! -e "$1/root/usr/share/dotnet/host" ] && [ ! -e "$1/root/usr/lib/dotnet/host" ]; then
          cp -rL "$(dirname "$(readlink -f "$(command -v dotnet)")")" "$1/root/usr/share/dotnet"
        fi
        ip link set lo up
        ip link add wan type veth peer name nowhere
        ip addr add {{Address}}/24 dev wan
        ip addr add 2001:db8::1/64 dev wan nodad
        ip link set wan up
        ip link set nowhere up
        echo {{Ready}}
        exec sleep infinity
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-machine-").FullName;
    private readonly Command _keeper;
    private readonly Command? _container;
    private readonly string _leader = "";

    /// <summary>Boots it.</summary>
    public BootedMachine()
    {
        _keeper = Command.Start("unshare", ["--mount", "--net", "sh", "-c", Script, "sh", _folder]);
        while (!_keeper.HasExited && !_keeper.Written.Contains(Ready, StringComparison.Ordinal))
        {
            Thread.Sleep(20);
        }

        if (_keeper.HasExited)
        {
            WhyNot = $"an overlay of this machine cannot be mounted here ({_keeper.Written.Trim()})";
            return;
        }

        _container = Command.Start(
            "nsenter",
            [
                "--target", $"{_keeper.Id}", "--mount", "--net", "systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit", "--capability=CAP_NET_ADMIN", "--tmpfs=/tmp:mode=1777",
                $"--directory={_folder}/root", "--machine=portscanner",
            ]);
        var begun = Stopwatch.StartNew();
        while (_leader.Length == 0 && !_container.HasExited && begun.Elapsed < BootTime)
        {
            Thread.Sleep(200);
            _leader = Command.Run("pgrep", ["--parent", $"{_container.Id}", "--exact", "systemd"]).Output.Trim();
        }

        WhyNot = _leader.Length > 0 ? null : $"a machine cannot be booted here ({_container.Written.Trim()})";
    }

    /// <summary>Why there is none; null if there is.</summary>
    public string? WhyNot { get; }

    /// <summary>Runs a program in it to its end, with the environment of a login of root.</summary>
    public CommandResult Run(params IEnumerable<string> line) => Command.Run(
        "nsenter",
        [
            "--target", _leader, "--mount", "--net", "--pid", "--ipc", "--uts", "--root", "--wdns=/root",
            "env", "--ignore-environment", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", .. line,
        ]);

    /// <summary>Brings a file into it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path there.</param>
    public void Bring(string file, string path) =>
        Command.Run("nsenter", ["--target", $"{_keeper.Id}", "--mount", "cp", file, $"{_folder}/root{path}"]).Succeeded();

    /// <summary>Waits until all that is enabled was started, or has failed.</summary>
    public void AwaitBoot() => Run("sh", "-c", "until [ -S /run/dbus/system_bus_socket ]; do sleep 0.1; done; systemctl is-system-running --wait");

    /// <summary>Whether it has a file or folder.</summary>
    public bool Has(string path) => Run("test", "-e", path).ExitCode == 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _container?.Dispose();
        _keeper.Dispose();
        Directory.Delete(_folder);
    }
}
