using System.Security.Cryptography;

using PortScanner.Web.Tests.Program;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>Who has no broker has nothing of a broker's client in his process, whatever it does.</summary>
[Collection<StartedProgram>]
public sealed class EmbeddedTests : IDisposable
{
    private const string Program = "PortScanner.Web.dll";
    private const string Client = "NATS.Client.Core.dll";

    private readonly WrittenSettings _written = new();

    [Fact]
    public async Task One_process_that_scans_has_not_loaded_the_client()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        var report = await caller.ScanAsync("consent=yes&profile=custom&ports=80&udp=no&icmp=no&firewall=no");
        Assert.Equal(200, report.Status);

        Assert.Contains(Program, site.Process.Loaded);
        Assert.DoesNotContain(site.Process.Loaded, IsOfTheBroker);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("tester")]
    public async Task Neither_of_two_processes_on_one_machine_has(string role)
    {
        RawSockets.Require();
        using var process = ProgramProcess.Start(["--urls=http://127.0.0.1:0", $"--Role={role}", $"--Tester:Socket={_written.Folder}/tester.sock"]);
        await IsReadyAsync(process);

        Assert.Contains(Program, process.Loaded);
        Assert.DoesNotContain(process.Loaded, IsOfTheBroker);
    }

    [Fact]
    public async Task Node_of_a_cluster_has()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _written.Write(key.ExportPkcs8PrivateKeyPem(), "signing.pem", UnixFileMode.UserRead);
        using var process = ProgramProcess.Start(
            [
                "--urls=http://127.0.0.1:0", "--Role=web", "--Cluster:Bus:0=nats://127.0.0.1:1", "--Cluster:Node=w1",
                $"--Cluster:SigningKeyFile={_written.Folder}/signing.pem", $"--Cluster:Testers:t1={PublicKey()}",
            ]);
        await IsReadyAsync(process);

        Assert.Contains(Client, process.Loaded);
    }

    public void Dispose() => _written.Dispose();

    private static bool IsOfTheBroker(string file) => file.StartsWith("NATS.", StringComparison.Ordinal);

    private static string PublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static async Task IsReadyAsync(ProgramProcess process)
    {
        for (var since = TimeProvider.System.GetTimestamp(); !process.Written.Contains("Ready: ", StringComparison.Ordinal); await Task.Delay(50))
        {
            Assert.False(process.HasExited || TimeProvider.System.GetElapsedTime(since) > ProgramProcess.Timeout, process.Written);
        }
    }
}
