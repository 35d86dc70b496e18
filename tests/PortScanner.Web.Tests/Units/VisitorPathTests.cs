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
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System);
        var path = connection?.RoundTrip;
        Assert.NotNull(path);
        Assert.InRange(path.Smoothed, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(path.Variation, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Visitor_who_keeps_the_connection_is_heard_once_a_second()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System);
        Assert.NotNull(connection);
        var begun = TimeProvider.System.GetTimestamp();
        while (!(TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(1) && connection.Look().SinceHeard < TimeSpan.FromSeconds(0.9)))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        connection.Dispose();
        Assert.Equal(0, (int)_accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    [Fact]
    public async Task Connection_that_is_closed_meanwhile_is_heard_no_more()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System);
        Assert.NotNull(connection);
        _accepted.Dispose();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        var sign = connection.Look();
        Assert.True(sign.IsAsked);
        Assert.InRange(sign.SinceHeard, TimeSpan.FromMilliseconds(45), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Visitor_is_heard_over_whichever_connection_is_open()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System)!;
        using var second = new TcpClient(IPAddress.Loopback.ToString(), ((IPEndPoint)_listener.LocalEndpoint).Port);
        using var accepted = _listener.AcceptSocket();
        connection.Add(Features(accepted));
        _accepted.Dispose();

        Assert.NotEqual(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
        Assert.InRange(connection.Look().SinceHeard, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        connection.Dispose();
        Assert.Equal(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    [Fact]
    public void Connection_of_somebody_else_is_not_listened_to()
    {
        using var connection = VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System)!;
        using var other = new TcpClient(AddressFamily.InterNetwork);
        other.Client.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        other.Connect(IPAddress.Loopback, ((IPEndPoint)_listener.LocalEndpoint).Port);
        using var accepted = _listener.AcceptSocket();

        connection.Add(Features(accepted));

        Assert.Equal(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    [Fact]
    public void Connection_of_a_proxy_tells_nothing_of_the_visitor() =>
        Assert.Null(VisitorPath.Of(Features(_accepted), IPAddress.Parse("192.0.2.7"), TimeProvider.System));

    [Fact]
    public void Request_without_a_socket_tells_nothing() => Assert.Null(VisitorPath.Of(new FeatureCollection(), IPAddress.Loopback, TimeProvider.System));

    [Fact]
    public void Connection_that_is_closed_tells_nothing()
    {
        _accepted.Dispose();
        Assert.Null(VisitorPath.Of(Features(_accepted), IPAddress.Loopback, TimeProvider.System));
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
