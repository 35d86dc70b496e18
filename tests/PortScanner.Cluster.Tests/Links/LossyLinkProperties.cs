using System.Globalization;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Cluster.Links;

namespace PortScanner.Cluster.Tests.Links;

/// <summary>What a bus that loses, repeats and swaps messages makes of links: nothing.</summary>
public sealed class LossyLinkProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void Rows_arrive_once_in_order_and_all_whatever_the_bus_does() => Prop.ForAll(
        Damages.ToArbitrary(),
        damage => RunAsync(damage).GetAwaiter().GetResult()).Check(Config);

    // Where more is swapped, a window that has no place for what is ahead goes on by a message or two at a time: that is slow, and not wrong.
    private static Gen<Damage> Damages =>
        from seed in Gen.Choose(1, int.MaxValue)
        from rows in Gen.Choose(0, 200)
        from loss in Gen.Choose(0, 20)
        from repetition in Gen.Choose(0, 50)
        from swapping in Gen.Choose(0, 15)
        select new Damage(seed, rows, loss / 100.0, repetition / 100.0, swapping / 100.0);

    private static async Task RunAsync(Damage damage)
    {
        await using var world = new World(damage.Seed);
        await world.SettleAsync();
        var (web, tester) = await world.OpenAsync();
        (world.Broker.Loss, world.Broker.Repetition, world.Broker.Swapping) = (damage.Loss, damage.Repetition, damage.Swapping);
        var sending = SendAsync(tester, damage.Rows);
        var reading = ReadAsync(web);
        await world.PassUntilAsync(() => reading.IsCompleted);
        await sending;

        Assert.Equal(LinkEnd.Completed, web.End);
        Assert.Equal(Enumerable.Range(0, damage.Rows), await reading);
        await world.PassUntilAsync(() => world.TesterLinks.Count == 0);
    }

    private static async Task SendAsync(GrantedLink tester, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            await tester.SendAsync(System.Text.Encoding.UTF8.GetBytes(row.ToString(CultureInfo.InvariantCulture)), MessageCare.Kept, CancellationToken.None);
            if (row % 5 == 0)
            {
                await tester.SendAsync(ReadOnlyMemory<byte>.Empty, MessageCare.Passing, CancellationToken.None);
            }
        }

        tester.Close(LinkEnd.Completed);
    }

    private static async Task<List<int>> ReadAsync(WebLink web)
    {
        var rows = new List<int>();
        while (await web.ReadAsync(CancellationToken.None) is { } message)
        {
            if (!message.Bytes.IsEmpty)
            {
                rows.Add(int.Parse(message.Bytes.Span, CultureInfo.InvariantCulture));
            }
        }

        return rows;
    }

    private sealed record Damage(int Seed, int Rows, double Loss, double Repetition, double Swapping);
}
