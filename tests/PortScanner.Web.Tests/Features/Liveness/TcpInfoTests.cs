using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Tests.Features.Liveness;

public sealed class TcpInfoTests
{
    [Fact]
    public void Round_trip_and_variation_are_read_from_their_words()
    {
        Assert.True(TcpInfo.TryRead(Written(600_000, 50_000), out var path));
        Assert.Equal(new PathRoundTrip(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(50)), path);
    }

    [Fact]
    public void Longer_structure_of_a_newer_kernel_is_read_alike()
    {
        Assert.True(TcpInfo.TryRead([.. Written(1000, 500), .. new byte[150]], out var path));
        Assert.Equal(TimeSpan.FromMilliseconds(1), path.Smoothed);
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        var info = Written(1000, 500);
        for (var length = 0; length < TcpInfo.Shortest; length++)
        {
            Assert.False(TcpInfo.TryRead(info.AsSpan(0, length), out var path));
            Assert.Null(path);
        }
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0u, 250_000u)]
    [InlineData(10_000_001u, 0u)]
    [InlineData(1000u, 10_000_001u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void Connection_without_a_sample_or_with_an_absurd_one_tells_nothing(uint roundTrip, uint variation) =>
        Assert.False(TcpInfo.TryRead(Written(roundTrip, variation), out _));

    [Fact]
    public void Time_since_the_last_acknowledgement_or_the_last_data_is_read_from_its_word()
    {
        var info = Written(1000, 500);
        MemoryMarshal.Write(info.AsSpan(56), 1234u);
        Assert.Equal(TimeSpan.FromSeconds(1.234), TcpInfo.SinceHeard(info));
        MemoryMarshal.Write(info.AsSpan(52), 234u);
        Assert.Equal(TimeSpan.FromSeconds(0.234), TcpInfo.SinceHeard(info));
        Assert.Null(TcpInfo.SinceHeard(info.AsSpan(0, TcpInfo.Shortest - 1)));
    }

    [Fact]
    public void What_was_carried_is_read_from_its_words_where_the_kernel_writes_them()
    {
        var info = Written(1000, 500);
        Assert.Equal(
            new ConnectionFlow(0, 4711, 7, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(0.9)), TcpInfo.Flow(info));
        Assert.Null(TcpInfo.Flow(info.AsSpan(0, TcpInfo.Length - 1)));
        Assert.Null(TcpInfo.Flow(Written(0, 0)));
    }

    [Fact]
    public async Task This_machines_kernel_counts_what_a_connection_has_carried()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var server = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var before = OwnConnection.Of(client.Client)?.Flow;
        for (var i = 0; i < 10; i++)
        {
            await client.GetStream().WriteAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);
            await server.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        }

        var after = OwnConnection.Of(client.Client)?.Flow;
        Assert.InRange(after!.Delivered - before!.Delivered, 9, 11);
        Assert.InRange(after.Least, TimeSpan.FromMicroseconds(1), after.Smoothed + after.Variation);
    }

    private static byte[] Written(uint roundTrip, uint variation)
    {
        var info = Enumerable.Repeat((byte)0xEE, TcpInfo.Length).ToArray();
        MemoryMarshal.Write(info.AsSpan(68), roundTrip);
        MemoryMarshal.Write(info.AsSpan(72), variation);
        MemoryMarshal.Write(info.AsSpan(100), 7u);
        MemoryMarshal.Write(info.AsSpan(148), 900u);
        MemoryMarshal.Write(info.AsSpan(192), 4711u);
        return info;
    }
}
