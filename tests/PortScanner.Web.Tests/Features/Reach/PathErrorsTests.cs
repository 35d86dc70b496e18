using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Web.Features.Reach;

namespace PortScanner.Web.Tests.Features.Reach;

[Trait("Needs", "raw sockets")]
public sealed class PathErrorsTests
{
    [Theory]
    [InlineData("192.0.2.9", "192.0.2.1", 6, true)]
    [InlineData("192.0.2.9", "192.0.2.1", 17, true)]
    [InlineData("192.0.2.9", "192.0.2.9", 17, false)]
    [InlineData("192.0.2.8", "192.0.2.1", 17, false)]
    [InlineData("192.0.2.9", "192.0.2.1", 1, false)]
    [InlineData("2001:db8::9", "2001:db8::1", 6, true)]
    [InlineData("2001:db8::9", "2001:db8::9", 6, false)]
    [InlineData("2001:db8::8", "2001:db8::1", 6, false)]
    public void Error_is_somebody_elses_if_he_sent_it_about_a_question_to_a_reflector(string asked, string from, byte protocol, bool isRejected)
    {
        using var errors = Open(IPAddress.Parse(asked));
        errors.Take(Error(IPAddress.Parse(asked), IPAddress.Parse(from), protocol, 25), IPAddress.Parse(from));
        var kind = protocol == 17 ? ProbeProtocol.Udp : ProbeProtocol.Tcp;
        Assert.Equal(isRejected, errors.WasRejected(kind, 25, IPAddress.Parse(asked)));
        Assert.False(errors.WasRejected(kind, 26, IPAddress.Parse(asked)));
        errors.Forget(kind);
        Assert.False(errors.WasRejected(kind, 25, IPAddress.Parse(asked)));
    }

    // An error of this machine's own, which another address of it is asked about: nobody else could be asked here.
    [Fact]
    public async Task What_the_kernel_hands_over_is_read()
    {
        var asked = IPAddress.Parse("127.0.0.9");
        using var ending = new CancellationTokenSource();
        using var errors = Open(asked, asked);
        var listening = errors.ListenAsync(ending.Token);
        Assert.Equal(ReflectorAnswer.Refused, await ReflectorSockets.SendAsync(new IPEndPoint(asked, 9), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.False(listening.IsCompleted);
        Assert.False(errors.WasRejected(ProbeProtocol.Udp, 9, asked));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }

    [Theory]
    [InlineData("192.0.2.9")]
    [InlineData("2001:db8::9")]
    public void Message_that_is_cut_short_says_nothing(string reflector)
    {
        var address = IPAddress.Parse(reflector);
        using var errors = Open(address);
        var whole = Error(address, address, 6, 25);
        for (var length = 0; length < whole.Length; length++)
        {
            errors.Take(whole.AsSpan(0, length), IPAddress.Loopback);
            Assert.False(errors.WasRejected(ProbeProtocol.Tcp, 25, address));
        }
    }

    private static PathErrors Open(IPAddress like, params IPAddress[] others)
    {
        IPAddress[] reflectors = [IPAddress.Parse("192.0.2.9"), IPAddress.Parse("2001:db8::9"), .. others];
        try
        {
            return new PathErrors(like.AddressFamily, reflectors.Where(reflector => reflector.AddressFamily == like.AddressFamily));
        }
        catch (SocketException e)
        {
            Assert.Skip($"This process may not open raw sockets: {e.Message}");
            throw;
        }
    }

    // As the kernel hands it over: on IPv4 with its header.
    private static byte[] Error(IPAddress asked, IPAddress from, byte protocol, byte port)
    {
        var to = asked.GetAddressBytes();
        byte[] ports = [0x80, 0, 0, port];
        return asked.AddressFamily == AddressFamily.InterNetwork
            ? [.. Header(1, from.GetAddressBytes(), [127, 0, 0, 1]), 3, 3, 0, 0, 0, 0, 0, 0, .. Header(protocol, [127, 0, 0, 1], to), .. ports]
            : [1, 4, 0, 0, 0, 0, 0, 0, 0x60, 0, 0, 0, 0, 4, protocol, 64, .. new byte[16], .. to, .. ports];
    }

    private static byte[] Header(byte protocol, byte[] from, byte[] to) => [0x45, 0, 0, 0, 0, 0, 0, 0, 64, protocol, 0, 0, .. from, .. to];
}
