using PortScanner.Engine.Options;
using PortScanner.Engine.Tests.Options;

namespace PortScanner.Engine.Tests.Fuzzing;

/// <summary>What an operator's capture of requests may hold.</summary>
public sealed class HostileCaptureTests
{
    private const int Seed = 4712;

    [Fact]
    public void No_capture_makes_the_reader_throw_or_read_outside_of_it()
    {
        byte[][] frames = [Captures.Datagram(4711, "one"), Captures.Datagram(4712, "two", isIpv6: true), Captures.Datagram(4711, "three")];
        var inputs = new Inputs(
            [Captures.Old(101, false, frames), Captures.Old(113, true, frames), Captures.New(101, false, frames), Captures.New(101, true, frames), Captures.New(1, false, frames)], Seed);
        using var memory = new GuardedMemory();
        for (var number = 0; number < Inputs.Count; number++)
        {
            var input = inputs.Next();
            try
            {
                Read(memory.AtTheEnd(input));
                Read(memory.AtTheBeginning(input));
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {number}, {Convert.ToHexString(input)}: {e}");
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> file)
    {
        if (PayloadCapture.IsOne(file))
        {
            _ = PayloadCapture.TryRead(file, out _, out _);
        }
    }
}
