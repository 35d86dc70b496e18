using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Tests.Features.Liveness;

/// <summary>Which of the machine's real connections, over loopback, may speak for a visitor.</summary>
public sealed class VisitorConnectionsTests : IDisposable
{
    private static readonly IPAddress Visitor = IPAddress.Parse("127.0.3.7");
    private static readonly TimeSpan LongAgo = TimeSpan.FromSeconds(1.2);

    // Where a proxy listens, or the program itself: for both families, so that an IPv4 visitor's address is a mapped one.
    private readonly TcpListener _listener = new(IPAddress.IPv6Any, 0);
    private readonly TcpListener _other = new(IPAddress.Any, 0);
    private readonly List<IDisposable> _open = [];

    public VisitorConnectionsTests()
    {
        _listener.Server.DualMode = true;
        _listener.Start();
        _other.Start();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visitors_own_connection_is_asked_each_second_and_heard_until_told_to_stop()
    {
        var (_, accepted) = Connect(_listener);
        var connection = Direct().Of(Request(accepted), Visitor);
        Assert.NotNull(connection);
        Assert.NotNull(connection.RoundTrip);
        Assert.InRange(connection.RoundTrip.Smoothed, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(10));
        await Task.Delay(LongAgo, Cancelled);
        Assert.InRange(connection.Look().SinceSeen, TimeSpan.Zero, LongAgo - TimeSpan.FromMilliseconds(50));

        connection.StopAsking();
        Assert.Equal(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
        var request = Request(accepted);
        accepted.Dispose();
        Assert.Equal(PeerLiveness.None, connection.Look());
        Assert.Null(Direct().Of(request, Visitor));
    }

    [Fact]
    public void Connection_of_another_address_is_left_alone()
    {
        var (_, accepted) = Connect(_listener);
        Assert.Null(Direct().Of(Request(accepted), IPAddress.Parse("127.0.3.8")));
        Assert.Null(Direct().Of(new DefaultHttpContext(), Visitor));
        Assert.Equal(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Visitor_is_heard_over_the_connection_with_a_proxy_on_this_machine(bool isPortTold)
    {
        var (_, accepted) = Connect(_listener);
        var connection = Behind().Of(Proxied(isPortTold ? PortOf(accepted) : null), Visitor);
        Assert.NotNull(connection);
        Assert.NotNull(connection.RoundTrip);
        Assert.NotNull(connection.Flow);
        Assert.InRange(connection.Look().SinceSeen, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        accepted.Dispose();
        Assert.Null(connection.Flow);
        Assert.Equal(PeerLiveness.None, connection.Look());
        Assert.False(connection.IsOpen);
    }

    // Nothing is asked over it: what is written is acknowledged, and what is not written is not.
    [Fact]
    public async Task Visitor_is_heard_when_what_a_proxy_writes_is_acknowledged()
    {
        var (_, accepted) = Connect(_listener);
        var connection = Behind().Of(Proxied(PortOf(accepted)), Visitor)!;
        await Task.Delay(LongAgo, Cancelled);
        Assert.InRange(connection.Look().SinceSeen, LongAgo - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30));
        var before = connection.Look().SinceSeen;
        var delivered = connection.Flow?.Delivered;
        await accepted.SendAsync("."u8.ToArray(), Cancelled);
        await UntilAsync(() => connection.Look().SinceSeen < before);
        Assert.Equal(delivered + 1, connection.Flow?.Delivered);
    }

    [Fact]
    public async Task Neither_another_connection_of_the_address_nor_a_later_one_of_the_same_port_speaks_for_the_visitor()
    {
        var (client, accepted) = Connect(_listener);
        var port = PortOf(accepted);
        var connection = Behind().Of(Proxied(port), Visitor)!;
        await Task.Delay(LongAgo, Cancelled);

        // Another visitor behind the same address, or its next owner, who is there all the time.
        Connect(_other);
        Assert.InRange(connection.Look().SinceSeen, LongAgo - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30));

        // Closed without leaving anything behind, and made anew.
        accepted.LingerState = new LingerOption(true, 0);
        accepted.Dispose();
        client.Dispose();
        Connect(_listener, port);
        Assert.Equal(PeerLiveness.None, connection.Look());
    }

    [Fact]
    public async Task Where_the_port_is_not_told_all_that_could_be_the_visitors_connection_must_be_heard()
    {
        Connect(_listener);
        var (_, lively) = Connect(_other);
        var connection = Behind().Of(Proxied(null), Visitor)!;
        Assert.Null(connection.RoundTrip);
        await Task.Delay(LongAgo, Cancelled);
        await lively.SendAsync("."u8.ToArray(), Cancelled);
        await Task.Delay(100, Cancelled);
        Assert.InRange(connection.Look().SinceSeen, LongAgo, TimeSpan.FromSeconds(30));
        lively.Dispose();
        Assert.Equal(PeerLiveness.None, connection.Look());
    }

    [Fact]
    public void Request_in_the_name_of_another_address_or_port_tells_nothing()
    {
        var (_, accepted) = Connect(_listener);
        Assert.Null(Behind().Of(Proxied(PortOf(accepted)), IPAddress.Parse("127.0.3.8")));
        Assert.Null(Behind().Of(Proxied((ushort)(PortOf(accepted) ^ 1)), Visitor));
    }

    [Fact]
    public void Proxy_on_another_machine_tells_nothing_unless_its_operator_vouches_for_it()
    {
        // The machine has a connection with the visitor, which cannot be the proxy's.
        var (_, accepted) = Connect(_listener);
        var request = Proxied(PortOf(accepted));
        (request.Connection.RemoteIpAddress, request.Connection.LocalIpAddress) = (IPAddress.Parse("192.0.2.99"), IPAddress.Parse("192.0.2.1"));
        Assert.Null(Behind().Of(request, Visitor));

        using var aborted = new CancellationTokenSource();
        request.RequestAborted = aborted.Token;
        var vouched = Behind(dropsLostVisitors: true).Of(request, Visitor);
        Assert.Equal(new PeerLiveness(PeerLiveness.Never, TimeSpan.Zero), vouched!.Look());
        aborted.Cancel();
        Assert.Equal(PeerLiveness.None, vouched.Look());
    }

    [Fact]
    public void Proxy_vouches_as_long_as_it_is_heard_itself_and_the_request_lasts()
    {
        var (_, accepted) = Connect(_listener);
        using var request = new VouchedConnection(OwnConnection.Of(accepted), CancellationToken.None);
        Assert.InRange(request.Look().SinceSeen, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal(PeerLiveness.Never, request.Look().SinceHeard);
        request.Dispose();
        Assert.Equal(PeerLiveness.None, request.Look());
        Assert.Equal(0, (int)accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
    }

    public void Dispose()
    {
        _open.ForEach(socket => socket.Dispose());
        _listener.Dispose();
        _other.Dispose();
    }

    private static VisitorConnections Direct() => Of(new ForwardingOptions());

    private static VisitorConnections Behind(bool dropsLostVisitors = false) =>
        Of(new ForwardingOptions { Proxies = ["127.0.0.1"], Secret = new string('x', 32), DropsLostVisitors = dropsLostVisitors });

    private static VisitorConnections Of(ForwardingOptions options) =>
        new(ForwardingSettings.Create(options), NullLogger<VisitorConnections>.Instance);

    private static ushort PortOf(Socket accepted) => (ushort)((IPEndPoint)accepted.RemoteEndPoint!).Port;

    private static DefaultHttpContext Request(Socket socket)
    {
        var features = new FeatureCollection();
        features.Set<IConnectionSocketFeature>(new SocketFeature(socket));
        return new DefaultHttpContext(features);
    }

    private static DefaultHttpContext Proxied(ushort? port)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        (context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress) = (IPAddress.Loopback, IPAddress.Loopback);
        CallerAddress.Prove(context, Visitor, port);
        return context;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 500);
            await Task.Delay(10, Cancelled);
        }
    }

    private (Socket Client, Socket Accepted) Connect(TcpListener listener, ushort port = 0)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        client.Bind(new IPEndPoint(Visitor, port));
        client.Connect(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        var accepted = listener.AcceptSocket();
        _open.AddRange([client, accepted]);

        // The request.
        client.Send("?"u8.ToArray());
        return (client, accepted);
    }

    private sealed record SocketFeature(Socket Socket) : IConnectionSocketFeature;
}
