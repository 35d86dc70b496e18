using System.Globalization;
using System.Text.RegularExpressions;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>What the units allow is little, and enough.</summary>
public sealed partial class UnitFileTests
{
    // systemd counts exposure from 0 to 10, and takes tenths here.
    private const string MostExposure = "19";

    // How the command line and setpriv set the process up, before the program is the process: systemd does this before its filter.
    private static readonly string[] OfTheLauncher = ["capset", "setresuid", "setresgid", "setgroups", "setuid", "setgid"];

    // libpcap looks for Bluetooth adapters when it lists the interfaces, and takes the refusal for an answer.
    private const string AskedInVain = "AF_BLUETOOTH";

    public static TheoryData<string> Units => [.. UnitFile.All.Select(unit => unit.Name)];

    [Theory]
    [MemberData(nameof(Units))]
    public void Exposure_is_below_two(string name)
    {
        Tools.Require("systemd-analyze");
        var told = Command.Run("systemd-analyze", ["security", "--offline=true", "--no-pager", $"--threshold={MostExposure}", new UnitFile(name).Path]);
        Assert.True(told.ExitCode == 0, told.Output + told.Errors);
    }

    [Fact]
    public void Only_who_sends_has_a_capability_and_packet_sockets()
    {
        foreach (var unit in UnitFile.All)
        {
            var sends = unit.Name != "portscanner-web.service";
            Assert.Equal(sends ? "CAP_NET_RAW" : "", Assert.Single(unit["CapabilityBoundingSet"]));
            Assert.Equal(sends ? "CAP_NET_RAW" : "", Assert.Single(unit["AmbientCapabilities"]));
            Assert.Equal(sends, unit["RestrictAddressFamilies"].Single().Split(' ').Contains("AF_PACKET", StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Memory_is_bounded_and_never_swapped_out() => Assert.All(UnitFile.All, unit =>
    {
        Assert.Equal("2G", Assert.Single(unit["MemoryMax"]));
        Assert.Equal("0", Assert.Single(unit["MemorySwapMax"]));
    });

    [Fact]
    public void Broker_can_write_nowhere_and_nothing_of_its_memory_reaches_a_disk()
    {
        var broker = new UnitFile("../nats/portscanner-nats.service");
        Assert.Equal("yes", Assert.Single(broker["DynamicUser"]));
        Assert.Equal("strict", Assert.Single(broker["ProtectSystem"]));
        Assert.Equal("", Assert.Single(broker["CapabilityBoundingSet"]));
        Assert.Equal("0", Assert.Single(broker["LimitCORE"]));
        Assert.Equal("0", Assert.Single(broker["MemorySwapMax"]));
        Assert.All((string[])["StateDirectory", "CacheDirectory", "LogsDirectory", "RuntimeDirectory", "ReadWritePaths"], setting => Assert.Empty(broker[setting]));
        var configuration = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "deploy/nats/portscanner.conf"));
        Assert.All(broker["LoadCredential"], credential => Assert.Contains($"\"/run/credentials/{Path.GetFileName(broker.Name)}/{credential.Split(':')[0]}\"", configuration, StringComparison.Ordinal));
        Tools.Require("systemd-analyze");
        var told = Command.Run("systemd-analyze", ["security", "--offline=true", "--no-pager", $"--threshold={MostExposure}", broker.Path]);
        Assert.True(told.ExitCode == 0, told.Output + told.Errors);
    }

    [Theory]
    [InlineData("web.conf")]
    [InlineData("tester.conf")]
    public void Node_of_a_cluster_gets_its_keys_as_credentials_and_time_to_end_its_scans(string name)
    {
        var unit = new UnitFile($"cluster/{name}");
        Assert.Equal(
            unit["LoadCredential"].Select(credential => $"%d/{credential.Split(':')[0]}"),
            unit["Environment"].Where(variable => variable.Contains("Cluster__", StringComparison.Ordinal)).Select(variable => variable.Split('=')[1]));
        Assert.InRange(int.Parse(Assert.Single(unit["TimeoutStopSec"]), CultureInfo.InvariantCulture), 100, 150);

        // Nobody else is obeyed over a socket, and the line of the unit itself is taken back before.
        Assert.Equal(name == "tester.conf" ? ["", "/usr/bin/portscanner --Role=tester"] : [], unit["ExecStart"]);
    }

    [Fact]
    public async Task Program_asks_the_kernel_for_nothing_that_its_unit_forbids()
    {
        Tools.Require("strace", "systemd-analyze");
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        var unit = new UnitFile("portscanner.service");
        var allowed = CallsOf("@system-service").Except(CallsOf("@privileged")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["@system-service", "~@privileged"], unit["SystemCallFilter"]);

        var trace = await Trace();

        var calls = Call().Matches(trace).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Except(OfTheLauncher);
        Assert.Empty(calls.Except(allowed, StringComparer.Ordinal));
        Assert.Empty(Family().Matches(trace).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)
            .Except(unit["RestrictAddressFamilies"].Single().Split(' '), StringComparer.Ordinal)
            .Except([AskedInVain], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("portscanner.service")]
    [InlineData("portscanner-tester.service")]
    public void Doctor_finds_nothing_wrong_with_the_capture_among_the_families_of_the_unit(string name)
    {
        var unit = new UnitFile(name);

        var told = Doctor(() => SocketFamilies.AllowOnly(unit["RestrictAddressFamilies"].Single().Split(' ')));

        Assert.Matches(@"(?m)^ok +capture ", told);
    }

    [Theory]
    [InlineData("AF_BLUETOOTH", "EAFNOSUPPORT")]
    [InlineData("AF_NETLINK", "allow")]
    public void Doctor_names_the_family_without_which_the_interfaces_cannot_be_listed(string family, string cure)
    {
        var told = Doctor(() => SocketFamilies.Forbid(family, SocketFamilies.NotPermitted));

        Assert.Matches($@"(?m)^WRONG +capture .*not permitted.* {family}\b.* {cure}", told);
    }

    private static string Doctor(Action confine)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        using var host = NetworkNamespace.Create($"ps-{Environment.ProcessId}-doctor");
        return host.Run(() =>
        {
            confine();
            return Command.Start("dotnet", [BuiltProgram.Assembly, "doctor"]);
        }).Finish().Output;
    }

    private static async Task<string> Trace()
    {
        var file = Path.GetTempFileName();
        using var host = NetworkNamespace.Create($"ps-{Environment.ProcessId}-trace");
        try
        {
            using (var program = host.StartIn(
                "strace",
                ["-f", "-qq", "-o", file, "dotnet", BuiltProgram.Assembly, "--urls", "http://127.0.0.1:8080", "--Admission:AllowLoopback=true"]))
            {
                await Eventually.Holds(
                    () => host.RunIn("curl", ["-sf", "http://127.0.0.1:8080/healthz"]).ExitCode == 0, "the traced program was ready", TimeSpan.FromMinutes(3));
                var report = host.RunIn("curl", ["-s", "-d", "consent=yes", "-d", "ports=22,8080,U:53", "-d", "icmp=yes", "http://127.0.0.1:8080/scan"]);
                Assert.Contains("8080/tcp", report.Output, StringComparison.Ordinal);
                Command.Run("kill", ["-TERM", (await File.ReadAllTextAsync($"/proc/{program.Id}/task/{program.Id}/children")).Trim()]).Succeeded();
                program.Finish();
            }

            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A set names calls, and other sets.
    private static IEnumerable<string> CallsOf(string set) => Command.Run("systemd-analyze", ["syscall-filter", "--no-pager", set]).Succeeded().Output
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line != set && !line.StartsWith('#'))
        .SelectMany(line => line.StartsWith('@') ? CallsOf(line) : [line]);

    [GeneratedRegex(@"^\d+ +(?:<\.\.\. )?(?<name>[a-z_0-9]+)(?:\(| resumed)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\bsocket\((?<name>AF_[A-Z0-9]+)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Family();
}
