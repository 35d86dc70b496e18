using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Units;

/// <summary>What is read of a real connection over loopback.</summary>
public sealed class VisitorPathTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.IPv6Any, 0);
    private readonly TcpClient _visitor = new(AddressFamily.InterNetwork);
    private readonly Socket _accepted;

    public VisitorPathTests()
    {
        // As Kestrel listens: for both families, so that an IPv4 visitor's address is a mapped one.
        _listener.Server.DualMode = true;
        _listener.Start();
        _visitor.Connect(IPAddress.Loopback, ((IPEndPoint)_listener.LocalEndpoint).Port);
        _accepted = _listener.AcceptSocket();
    }

    [Fact]
    public void Connection_of_the_visitor_tells_its_round_trip()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback);
        var path = connection?.RoundTrip;
        Assert.NotNull(path);
        Assert.InRange(path.Smoothed, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(path.Variation, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Visitor_who_keeps_the_connection_is_heard_once_a_second()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback);
        Assert.NotNull(connection);
        var begun = TimeProvider.System.GetTimestamp();
        while (!(TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(1) && connection.SinceHeard() < TimeSpan.FromSeconds(0.9)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        connection.Dispose();
        Assert.Equal(0, (int)_accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    [Fact]
    public void Connection_that_is_closed_meanwhile_is_not_heard()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback);
        Assert.NotNull(connection);
        _accepted.Dispose();
        Assert.Null(connection.SinceHeard());
    }

    [Fact]
    public void Connection_of_a_proxy_tells_nothing_of_the_visitor() =>
        Assert.Null(VisitorPath.Of(Features(_accepted), IPAddress.Parse("192.0.2.7")));

    [Fact]
    public void Request_without_a_socket_tells_nothing() => Assert.Null(VisitorPath.Of(new FeatureCollection(), IPAddress.Loopback));

    [Fact]
    public void Connection_that_is_closed_tells_nothing()
    {
        _accepted.Dispose();
        Assert.Null(VisitorPath.Of(Features(_accepted), IPAddress.Loopback));
    }

    public void Dispose()
    {
        _accepted.Dispose();
        _visitor.Dispose();
        _listener.Dispose();
    }

    private static FeatureCollection Features(Socket socket)
    {
        var features = new FeatureCollection();
        features.Set<IConnectionSocketFeature>(new SocketFeature(socket));
        return features;
    }

    private sealed record SocketFeature(Socket Socket) : IConnectionSocketFeature;
}
