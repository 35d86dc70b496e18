using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Tests.Identity;

public sealed class IcmpSequenceTests
{
    [Fact]
    public void Number_tells_its_request_and_pass() => Prop.ForAll<ushort, byte, byte>((secret, request, pass) =>
    {
        var sequence = new IcmpSequence(secret);
        var number = sequence.Of(request % IcmpSequence.RequestCount, pass);
        return sequence.Owns(number)
            && IcmpSequence.RequestOf(number) == request % IcmpSequence.RequestCount
            && IcmpSequence.PassOf(number) == pass % TcpSequence.PassCount;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Number_of_another_secret_is_not_owned()
    {
        var number = new IcmpSequence(0xFE00).Of(7, 63);
        for (var bit = 9; bit < 16; bit++)
        {
            Assert.False(new IcmpSequence((ushort)(0xFE00 ^ (1 << bit))).Owns(number));
        }
    }
}
