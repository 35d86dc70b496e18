using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Sealing;
using PortScanner.Engine.Tests.Fuzzing;

namespace PortScanner.Cluster.Tests.Grants;

/// <summary>Damaged grants and envelopes, of which none may begin anything. Reckoning with curves takes its time, so there are fewer than of packets.</summary>
public sealed class GrantFuzzTests
{
    private const int Seed = 14;

    [Fact]
    public async Task No_damaged_grant_is_good()
    {
        await using var world = new World();
        var samples = Enumerable.Range(0, 8).Select(i => SignedGrant.Make(Grant(world, i), world.WebNode)).ToList();
        var good = samples.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var inputs = new Inputs(samples, Seed);
        for (var i = 0; i < Inputs.Count / 5; i++)
        {
            var input = inputs.Next();
            if (!good.Contains(Convert.ToHexString(input)))
            {
                Assert.Null(world.Judge.Judge(new LinkId((UInt128)(i % 8)), input).Granted);
            }
        }

        Assert.Equal(0, world.Judge.Remembered);
        Assert.All(samples, (sample, i) => Assert.NotNull(world.Judge.Judge(new LinkId((UInt128)i), sample).Granted));
    }

    [Fact]
    public async Task No_damaged_envelope_begins_anything()
    {
        await using var world = new World();
        await world.SettleAsync();
        world.Broker.LetsPass = (subject, _) => subject != Subjects.Requests("t1");
        for (var i = 0; i < 8; i++)
        {
            world.Ask();
        }

        world.Broker.Deliver();
        var samples = world.Broker.Seen.Where(seen => seen.Subject == Subjects.Requests("t1")).Select(seen => seen.Message.ToArray()).ToList();
        var good = samples.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var inputs = new Inputs(samples, Seed);
        Assert.Equal(8, good.Count);
        var count = Inputs.Count / 20;
        for (var i = 0; i < count; i++)
        {
            var input = inputs.Next();
            if (!good.Contains(Convert.ToHexString(input)))
            {
                world.Broker.Inject(Subjects.Requests("t1"), input.ToArray());
            }
        }

        Assert.Empty(world.Granted);
        Assert.InRange(world.TesterLinks.Unopened, count / 2, count);
        samples.ForEach(sample => world.Broker.Inject(Subjects.Requests("t1"), sample));
        Assert.Equal(8, world.Granted.Count);
    }

    private static Grant Grant(World world, int link) =>
        new("w1", "t1", new LinkId((UInt128)link), 0, world.Clock.Epoch, world.Clock.Tick, new byte[32], "what is asked"u8.ToArray());
}
