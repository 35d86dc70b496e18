using Microsoft.Extensions.Time.Testing;

using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Tests.Sealing;

public sealed class SealKeysTests
{
    private static readonly byte[] Plain = "192.0.2.7 wants a scan"u8.ToArray();

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Request_is_opened_by_the_tester_for_which_it_was_sealed_and_by_no_other()
    {
        using var mine = new SealKeys(_time);
        using var others = new SealKeys(_time);
        var message = Request(mine.PublicKey);

        Assert.Equal(Plain, mine.TryOpen(message)!.Plain);
        Assert.Null(others.TryOpen(message));
    }

    [Fact]
    public void Nothing_of_a_request_can_be_read_by_others()
    {
        using var keys = new SealKeys(_time);

        Assert.Equal(-1, Request(keys.PublicKey).AsSpan().IndexOf("192.0.2.7"u8));
    }

    [Fact]
    public void Each_prefix_stays_closed_and_each_bit_counts()
    {
        using var keys = new SealKeys(_time);
        var message = Request(keys.PublicKey);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Null(keys.TryOpen(message.AsSpan(0, length)));
        }

        for (var bit = 0; bit < 8 * message.Length; bit++)
        {
            var flipped = message.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(keys.TryOpen(flipped));
        }
    }

    [Fact]
    public void Key_is_another_after_an_hour_and_the_last_one_opens_what_was_on_its_way_and_then_nothing()
    {
        using var keys = new SealKeys(_time);
        var first = keys.PublicKey.ToArray();
        var message = Request(first);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(first, keys.PublicKey.ToArray());

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(first, keys.PublicKey.ToArray());
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.NotNull(keys.TryOpen(message));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(keys.TryOpen(message));
    }

    [Fact]
    public async Task Both_ends_of_a_link_open_what_the_other_one_seals_whatever_many_threads_do_at_once()
    {
        using var seals = new SealKeys(_time);
        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            var id = LinkId.New();
            using var web = LinkKeys.TryAgree(seals.PublicKey.Span, id, out var ephemeral)!;
            using var tester = seals.TryOpen(web.SealRequest(ephemeral, Plain))!.Keys;
            Parallel.For(0, 50, j =>
            {
                Assert.Equal(Plain, Open(tester, web.Seal((ulong)j, Plain)));
                Assert.Equal(Plain, Open(web, tester.Seal(0, Plain)));
            });
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void What_one_side_sealed_it_does_not_take_for_the_others()
    {
        using var seals = new SealKeys(_time);
        var (web, tester) = Link(seals);

        Assert.Null(Open(web, web.Seal(1, Plain)));
        Assert.Null(Open(tester, tester.Seal(1, Plain)));
    }

    [Fact]
    public void Header_cannot_be_changed_nor_a_message_carried_to_another_link()
    {
        using var seals = new SealKeys(_time);
        var (web, tester) = Link(seals);
        var message = tester.Seal(7, Plain);
        for (var bit = 0; bit < 8 * EnvelopeHeader.Length; bit++)
        {
            var flipped = message.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Open(web, flipped));
        }

        Assert.Null(Open(Link(seals).Web, message));
        Assert.Equal(Plain, Open(web, message));
    }

    [Fact]
    public void No_number_is_used_twice_whether_a_message_is_kept_or_not()
    {
        using var seals = new SealKeys(_time);
        var (web, _) = Link(seals);
        var numbers = new HashSet<ulong>();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(EnvelopeHeader.TryRead(web.Seal((ulong)(i % 2 * i), Plain), out var header));
            Assert.True(numbers.Add(header.Number));
        }
    }

    [Fact]
    public void Two_objects_with_one_key_do_not_begin_with_the_same_number()
    {
        using var first = new DirectionKey(new byte[32]);
        using var second = new DirectionKey(new byte[32]);

        Assert.NotEqual(Number(first), Number(second));

        static ulong Number(DirectionKey key)
        {
            Assert.True(EnvelopeHeader.TryRead(key.Seal(new EnvelopeHeader(EnvelopeKind.Request, default, 0, 0), [], Plain), out var header));
            return header.Number;
        }
    }

    [Fact]
    public void What_is_no_key_of_the_curve_agrees_with_nothing()
    {
        using var seals = new SealKeys(_time);
        var key = seals.PublicKey.ToArray();
        Assert.Null(LinkKeys.TryAgree(key.AsSpan(1), LinkId.New(), out _));
        Assert.Null(LinkKeys.TryAgree(key.AsSpan(0, 90), LinkId.New(), out _));
        Assert.Null(LinkKeys.TryAgree([.. key, 0], LinkId.New(), out _));
        Assert.Null(LinkKeys.TryAgree([], LinkId.New(), out _));

        // A point beside the curve.
        key[^1] ^= 1;
        Assert.Null(LinkKeys.TryAgree(key, LinkId.New(), out _));
    }

    private static byte[]? Open(LinkKeys keys, byte[] message) =>
        EnvelopeHeader.TryRead(message, out var header) ? keys.Open(message, header) : null;

    private static (LinkKeys Web, LinkKeys Tester) Link(SealKeys seals)
    {
        var web = LinkKeys.TryAgree(seals.PublicKey.Span, LinkId.New(), out var ephemeral)!;
        return (web, seals.TryOpen(web.SealRequest(ephemeral, Plain))!.Keys);
    }

    private static byte[] Request(ReadOnlyMemory<byte> sealKey) =>
        LinkKeys.TryAgree(sealKey.Span, LinkId.New(), out var ephemeral)!.SealRequest(ephemeral, Plain);
}
