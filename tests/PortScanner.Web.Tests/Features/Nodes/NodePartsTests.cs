using System.Security.Cryptography;

using PortScanner.Storage;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Tests.Features.Nodes;

public sealed class NodePartsTests
{
    [Fact]
    public void Number_is_taken_once_however_they_come()
    {
        long[] order = [1, 3, 2, 70, 60, 69, 7, 134];
        var taken = default(ReplayWindow);
        Assert.All(order, number => Assert.True(taken.TryTake(number)));
        Assert.All(order, number => Assert.False(taken.TryTake(number)));
        Assert.False(taken.TryTake(0));
        Assert.False(taken.TryTake(-1));
        Assert.False(taken.TryTake(134 - 66));
        Assert.True(taken.TryTake(134 - 62));
        Assert.True(taken.TryTake(long.MaxValue));
    }

    [Fact]
    public void Names_of_nodes_that_share_a_number_are_found()
    {
        Assert.Null(NodeNumber.Alike(["w1", "w2", "w3", "w1"]));
        var seen = new Dictionary<ushort, string>();
        for (var i = 0; ; i++)
        {
            var name = $"w{i}";
            if (!seen.TryAdd(NodeNumber.Of(name), name))
            {
                Assert.NotNull(NodeNumber.Alike(["a", seen[NodeNumber.Of(name)], name]));
                return;
            }
        }
    }

    [Fact]
    public void Envelope_opens_for_the_two_nodes_that_it_is_between_and_in_its_own_direction()
    {
        var key = ScanKey.Create(NodeNumber.Of("w1"));
        var request = Guid.NewGuid();
        var envelope = new NodeEnvelope(key, "w1", "w2");
        var sealedAsk = envelope.Seal(new NodeAsk { Question = NodeQuestion.End }, request);
        Assert.Equal((key.Id, request), (NodeEnvelope.ScanIn(sealedAsk), NodeEnvelope.RequestIn(sealedAsk)));
        Assert.Equal(NodeQuestion.End, new NodeEnvelope(key, "w1", "w2").OpenAsk(sealedAsk)!.Question);
        Assert.Null(envelope.OpenAnswer(sealedAsk));
        Assert.Null(new NodeEnvelope(key, "w1", "w3").OpenAsk(sealedAsk));
        Assert.Null(new NodeEnvelope(key, "w3", "w2").OpenAsk(sealedAsk));
        Assert.Null(new NodeEnvelope(ScanKey.Create(), "w1", "w2").OpenAsk(sealedAsk));
        Assert.False(NodeEnvelope.IsUnknown(sealedAsk));
        Assert.True(NodeEnvelope.IsUnknown(NodeEnvelope.WriteUnknown(key.Id, request)));
        for (var i = 0; i < sealedAsk.Length; i++)
        {
            var damaged = sealedAsk.ToArray();
            damaged[i] ^= 1;
            Assert.Null(envelope.OpenAsk(damaged));
            Assert.Null(envelope.OpenAsk(sealedAsk.AsSpan(0, i)));
        }

        for (var i = 0; i < 2000; i++)
        {
            var noise = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(200));
            Assert.Null(envelope.OpenAsk(noise));
            Assert.Null(envelope.OpenAnswer(noise));
        }
    }
}
