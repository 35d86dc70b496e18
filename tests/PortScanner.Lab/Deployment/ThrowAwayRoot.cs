using PortScanner.Lab.Network;

namespace PortScanner.Lab.Deployment;

/// <summary>
/// This machine as it is, with what is written to it kept in memory and thrown away: packages are installed in it for real, with their
/// dependencies and scripts. It has a network of its own with an address and a way out, which leads nowhere.
/// </summary>
public sealed class ThrowAwayRoot : IDisposable
{
    private const string Ready = "mounted";

    // The last word is the folder; nsenter(1) finds the mounts by the process.
    private const string Script = $$"""
        set -e
        mount -t tmpfs tmpfs "$1"
        mkdir "$1/upper" "$1/work" "$1/root"
        mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
        mount --rbind /proc "$1/root/proc"
        mount --rbind /dev "$1/root/dev"
        mount -t tmpfs tmpfs "$1/root/run"
        mount -t tmpfs tmpfs "$1/root/tmp"
        ip link set lo up
        ip link add wan type veth peer name nowhere
        ip addr add 192.0.2.1/24 dev wan
        ip link set wan up
        ip link set nowhere up
        echo {{Ready}}
        exec sleep infinity
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-root-").FullName;
    private readonly Command _keeper;

    /// <summary>Mounts it.</summary>
    public ThrowAwayRoot()
    {
        _keeper = Command.Start("unshare", ["--mount", "--net", "sh", "-c", Script, "sh", _folder]);
        while (!_keeper.HasExited && !_keeper.Written.Contains(Ready, StringComparison.Ordinal))
        {
            Thread.Sleep(20);
        }

        WhyNot = _keeper.HasExited ? $"an overlay of this machine cannot be mounted here ({_keeper.Written.Trim()})" : null;
    }

    /// <summary>Why there is none; null if there is.</summary>
    public string? WhyNot { get; }

    /// <summary>Starts a program in it.</summary>
    public Command Start(params IEnumerable<string> line) => Command.Start("nsenter", ["--target", $"{_keeper.Id}", "--mount", "--net", "chroot", $"{_folder}/root", .. line]);

    /// <summary>Runs a program in it to its end.</summary>
    public CommandResult Run(params IEnumerable<string> line) => Start(line).Finish();

    /// <summary>Brings a file into it.</summary>
    /// <returns>Its path there.</returns>
    public string Bring(string file)
    {
        var path = $"/root/{Path.GetFileName(file)}";
        Command.Run("nsenter", ["--target", $"{_keeper.Id}", "--mount", "cp", file, $"{_folder}/root{path}"]).Succeeded();
        return path;
    }

    /// <summary>Whether a file or folder is there; a link counts, wherever it leads.</summary>
    public bool Has(string path) => Run("sh", "-c", $"test -e '{path}' || test -L '{path}'").ExitCode == 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _keeper.Dispose();
        Directory.Delete(_folder);
    }
}
