using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Tests.Probes.Tcp;

public sealed class TcpSequenceTests
{
    [Fact]
    public void Each_pass_has_a_number_of_its_own() => Prop.ForAll<uint>(secret =>
        Enumerable.Range(0, TcpSequence.PassCount).Select(new TcpSequence(secret).Of).Distinct().Count() == TcpSequence.PassCount)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Number_and_its_successor_are_owned_and_name_the_same_pass() => Prop.ForAll<uint, byte>((secret, pass) =>
    {
        var sequence = new TcpSequence(secret);
        var number = sequence.Of(pass);
        return sequence.Owns(number)
            && sequence.Owns(number + 1)
            && TcpSequence.PassOf(number) == pass % TcpSequence.PassCount
            && TcpSequence.PassOf(number + 1) == pass % TcpSequence.PassCount
            && number % 2 == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_fall_so_that_a_half_open_listener_does_not_reset_a_later_pass() => Prop.ForAll<uint>(secret =>
    {
        var sequence = new TcpSequence(secret);
        return Enumerable.Range(1, TcpSequence.PassCount - 1).All(pass => sequence.Of(pass) < sequence.Of(pass - 1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Number_of_another_secret_is_not_owned() => Prop.ForAll<uint, uint, byte>((secret, other, pass) =>
        secret >> 7 == other >> 7 || !new TcpSequence(secret).Owns(new TcpSequence(other).Of(pass))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0u)]
    public void Successor_of_the_first_pass_does_not_run_into_the_secret(uint secret) =>
        Assert.True(new TcpSequence(secret).Owns(new TcpSequence(secret).Of(0) + 1));
}
