using System.Globalization;
using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.Bus;

/// <summary>A broker of its own on loopback, with the limits that are shipped.</summary>
internal sealed class ThrowAwayBroker : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly Command _process;

    private ThrowAwayBroker()
    {
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Url = string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
        }

        File.WriteAllText(_file, $"listen: \"{Url["nats://".Length..]}\"\nmax_payload: 65536\nmax_pending: 16MB\nwrite_deadline: \"2s\"\nping_interval: \"1s\"\nping_max: 2\n");
        _process = Command.Start("nats-server", ["-c", _file]);
    }

    public string Url { get; }

    public int ProcessId => _process.Id;

    public static ThrowAwayBroker Start() => new();

    public void Dispose()
    {
        _process.Dispose();
        File.Delete(_file);
    }
}
