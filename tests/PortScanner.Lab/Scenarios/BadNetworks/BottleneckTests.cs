using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>
/// A visitor who drops everything behind a line that carries so much, with a queue of a second, and whose other traffic crosses it meanwhile: the
/// kernel's own token bucket filter is the line.
/// </summary>
public sealed class BottleneckTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const int EchoPort = 7777;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(Family.IPv4, "10mbit", 20_000)]
    [InlineData(Family.IPv6, "10mbit", 20_000)]
    [InlineData(Family.IPv4, "1mbit", 5_000)]
    public async Task Narrow_line_is_read_rightly_and_its_queue_is_not_filled(Family family, string rate, int ports)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, $$"""
            ct state established,related accept
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            udp dport {{EchoPort}} accept
            drop
            """);
        Narrow(rate);
        using var ending = new CancellationTokenSource();
        var answering = EchoAsync(Client.Run(() => Bound(side.Client, EchoPort)), ending.Token);
        var asking = AskAsync(Lab.Hosts.Server.Run(() => Bound(side.Server, 0)), new IPEndPoint(side.Client, EchoPort), ending.Token);
        var scan = LiveScan.Begin(VisitorOf(side), new ScanForm { Ports = $"1-{ports}" });
        var (report, _) = await Task.Run(scan.Follow, CancellationToken.None);

        scan.Delete();
        await ending.CancelAsync();
        await answering;
        var waits = await asking;
        waits.Sort();
        TestContext.Current.SendDiagnosticMessage(
            $"{family} {rate}: {ports} ports in {report.DurationMs:N0} ms, others wait {waits[waits.Count / 2]:0.0} ms, 95 % {waits[waits.Count * 95 / 100]:0.0}, at most {waits[^1]:0.0}");
        Assert.Equal(ports, report.Results.Count);
        Assert.All(report.Results, row => Assert.Equal("stealth no-reply", row.Answer));

        // The queue holds a second; whoever sends at a pace that the line does not carry keeps it full.
        Assert.InRange(waits[waits.Count / 2], 0, 500);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Command.Run("tc", ["-n", Router.Name, "qdisc", "del", "dev", "cli", "root"]);
        base.Dispose(disposing);
    }

    private void Narrow(string rate) =>
        Command.Run("tc", ["-n", Router.Name, "qdisc", "add", "dev", "cli", "root", "tbf", "rate", rate, "burst", "3000", "latency", "1s"]).Succeeded();

    private static Socket Bound(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    private static async Task EchoAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var answered = socket;
        var buffer = new byte[64];
        EndPoint any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                var received = await answered.ReceiveFromAsync(buffer, any, cancellationToken);
                await answered.SendToAsync(buffer.AsMemory(0, received.ReceivedBytes), received.RemoteEndPoint, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The scan is over.
        }
    }

    // How long each question waits for its answer, in milliseconds.
    private static async Task<List<double>> AskAsync(Socket socket, IPEndPoint target, CancellationToken cancellationToken)
    {
        using var asked = socket;
        var waits = new List<double>();
        var buffer = new byte[64];
        try
        {
            while (true)
            {
                var at = Stopwatch.GetTimestamp();
                await asked.SendToAsync(BitConverter.GetBytes(at), target, cancellationToken);
                await asked.ReceiveFromAsync(buffer, target, cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
                waits.Add(Stopwatch.GetElapsedTime(BitConverter.ToInt64(buffer, 0)).TotalMilliseconds);
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The scan is over.
        }

        return waits;
    }
}
