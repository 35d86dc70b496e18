using PortScanner.Engine.Probes;
using PortScanner.Engine.Tests.Probes.Udp;

namespace PortScanner.Engine.Tests.Fuzzing;

/// <summary>What a service, or who pretends to be one, may answer over UDP.</summary>
public sealed class HostileReplyTests
{
    private const int Seed = 4711;

    [Fact]
    public void No_reply_makes_a_probe_throw_or_read_outside_of_it()
    {
        var inputs = new Inputs([.. GenuineReplies.All.Select(reply => reply.Bytes)], Seed);
        using var memory = new GuardedMemory();
        for (var number = 0; number < Inputs.Count; number++)
        {
            var input = inputs.Next();
            try
            {
                AskEveryProbe(memory.AtTheEnd(input));
                AskEveryProbe(memory.AtTheBeginning(input));
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {number}, {Convert.ToHexString(input)}: {e}");
            }
        }
    }

    private static void AskEveryProbe(ReadOnlySpan<byte> reply)
    {
        foreach (var probe in UdpProbes.All)
        {
            _ = probe.Recognises(Sample.Nonce, reply);
        }
    }
}
