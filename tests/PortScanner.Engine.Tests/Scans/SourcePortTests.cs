using System.Net;
using System.Net.Sockets;

using Microsoft.Extensions.Time.Testing;

using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scans;

public sealed class SourcePortTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Every_block_is_taken_once_and_then_there_is_none()
    {
        var slots = Slots(61000, 61013);
        Assert.Equal(3, slots.Capacity);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => slots.Take()).Order());
        Assert.Equal(-1, slots.Take());
        Assert.Equal(61008, slots.FirstPortOf(2));
    }

    [Fact]
    public void Each_block_is_drawn_as_often_as_any_other()
    {
        const int draws = 200;
        var slots = Slots(61000, 65535);
        var counts = new int[slots.Capacity];
        for (var i = 0; i < draws * slots.Capacity; i++)
        {
            var block = slots.Take();
            counts[block]++;
            slots.Release(block);
            _clock.Advance(SourcePortSlots.Rest);
        }

        // The sum of squares has a chi-squared distribution of 1,133 degrees, whose standard deviation is 47.6: six of them are hardly ever met.
        var chiSquared = counts.Sum(count => Math.Pow(count - draws, 2) / draws);
        Assert.InRange(chiSquared, slots.Capacity - 1 - (6 * 47.6), slots.Capacity - 1 + (6 * 47.6));
    }

    [Fact]
    public void Block_tells_nothing_of_the_next()
    {
        const int draws = 20_000;
        var slots = Slots(61000, 65535);
        var steps = new HashSet<int>();
        for (var (i, before) = (0, 0); i < draws; i++)
        {
            var block = slots.Take();
            steps.Add(((block - before) + slots.Capacity) % slots.Capacity);
            before = block;
            slots.Release(block);
            _clock.Advance(SourcePortSlots.Rest);
        }

        Assert.Equal(slots.Capacity, steps.Count);
    }

    [Fact]
    public void Block_that_was_given_back_rests_while_there_is_another()
    {
        var slots = Slots(61000, 61399);
        var first = slots.Take();
        slots.Release(first);
        _clock.Advance(SourcePortSlots.Rest - TimeSpan.FromSeconds(1));
        var others = Enumerable.Range(0, slots.Capacity - 1).Select(_ => slots.Take()).ToList();
        Assert.DoesNotContain(first, others);
        Assert.Equal(first, slots.Take());
        Assert.Equal(-1, slots.Take());
    }

    [Fact]
    public void Where_all_blocks_rest_the_one_that_has_rested_longest_is_taken()
    {
        var slots = Slots(61000, 61013);
        var taken = Enumerable.Range(0, 3).Select(_ => slots.Take()).ToList();
        taken.ForEach(slots.Release);
        Assert.Equal(taken, Enumerable.Range(0, 3).Select(_ => slots.Take()));
    }

    [Fact]
    public void Port_outside_of_the_range_or_of_a_free_block_belongs_to_no_scan()
    {
        var slots = Slots(61000, 61013);
        foreach (ushort port in new[] { 0, 60999, 61000, 61012, 61013, 61014, 65535 })
        {
            Assert.Null(slots.Find(port, out _));
        }
    }

    [Fact]
    public void Last_block_of_the_port_space_is_usable()
    {
        var slots = Slots(65532, 65535);
        Assert.Equal(65532, slots.FirstPortOf(slots.Take()));
    }

    [Fact]
    public void Lease_binds_its_UDP_ports_and_gives_them_back()
    {
        var slots = Slots(61200, 61203);
        using (var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 4))
        {
            Assert.NotNull(lease);
            Assert.Equal([61200], lease.FirstPorts.ToArray());
            Assert.Null(SourcePortLease.TryTake(slots, IPAddress.Loopback, 1));
            Assert.Throws<SocketException>(() => Bind(61203));
        }

        Bind(61203).Dispose();
        using var again = SourcePortLease.TryTake(slots, IPAddress.Loopback, 4);
        Assert.NotNull(again);
    }

    [Fact]
    public void Block_with_a_port_of_another_program_is_passed_over_and_stays_free()
    {
        var slots = Slots(61300, 61307);
        using var other = Bind(61301);
        using var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 2);
        Assert.Equal([61304], lease!.FirstPorts.ToArray());
        Assert.Null(SourcePortLease.TryTake(slots, IPAddress.Loopback, 2));
        Assert.Equal(0, slots.Take());
    }

    [Fact]
    public void Source_address_that_is_gone_costs_no_block()
    {
        var slots = Slots(61400, 61403);
        Assert.Throws<SocketException>(() => SourcePortLease.TryTake(slots, IPAddress.Parse("192.0.2.77"), 1));
        Assert.Equal(0, slots.Take());
    }

    [Fact]
    public void Lease_of_several_blocks_gives_all_back_even_if_there_were_not_enough()
    {
        var slots = Slots(61500, 61511);
        using (var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 0))
        {
            Assert.True(lease!.TryAdd(2));
            Assert.Equal(new ushort[] { 61500, 61504, 61508 }, lease.FirstPorts.ToArray().Order());
            Assert.Null(SourcePortLease.TryTake(slots, IPAddress.Loopback, 0));
        }

        using (var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 0))
        {
            Assert.False(lease!.TryAdd(3));
        }

        Assert.Equal(3, Enumerable.Range(0, 3).Select(_ => slots.Take()).Distinct().Count());
    }

    [Fact]
    public void Second_block_leads_to_the_scan_is_bound_and_goes_with_the_first()
    {
        var slots = Slots(61700, 61711);
        using (var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 2)!)
        {
            var state = ScanOf(lease);
            Assert.True(lease.TryTakeSecond(state));
            var second = state.Identity.PortOf(SourcePorts.BlockSize + 1);
            Assert.NotInRange(second, lease.FirstPorts[0], lease.FirstPorts[0] + SourcePorts.BlockSize - 1);
            Assert.Same(state, slots.Find(second, out var sourcePortIndex));
            Assert.Equal(SourcePorts.BlockSize + 1, sourcePortIndex);
            Assert.NotNull(state.SecondPort);
            Assert.Throws<SocketException>(() => Bind(second));
            Assert.True(slots.Take() >= 0);
            Assert.Equal(-1, slots.Take());
        }

        var given = new[] { slots.Take(), slots.Take() };
        Assert.Equal(2, given.Distinct().Count());
        Assert.All(given, block => Assert.Null(slots.Find(slots.FirstPortOf(block), out _)));
        Assert.Equal(-1, slots.Take());
    }

    [Fact]
    public void Scan_without_a_free_block_or_that_was_given_up_has_no_second()
    {
        var slots = Slots(61720, 61727);
        var lease = SourcePortLease.TryTake(slots, IPAddress.Loopback, 1)!;
        var state = ScanOf(lease);
        using (SourcePortLease.TryTake(slots, IPAddress.Loopback, 1))
        {
            Assert.False(lease.TryTakeSecond(state));
        }

        lease.Dispose();
        Assert.False(lease.TryTakeSecond(state));
        Assert.Null(state.SecondPort);
        Assert.All([61720, 61724], port => Assert.Null(slots.Find((ushort)port, out _)));
    }

    [Fact]
    [Trait("Needs", "raw sockets")]
    public void Ports_of_all_blocks_are_numbered_through_and_lead_to_the_scan()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        var slots = Slots(61600, 61611);
        slots.Put(2, scan.Scan, 0);
        slots.Put(0, scan.Scan, SourcePorts.BlockSize);
        var identity = new ScanIdentity(scan.Target, scan.Source, [slots.FirstPortOf(2), slots.FirstPortOf(0)]);
        for (var sourcePortIndex = 0; sourcePortIndex < 2 * SourcePorts.BlockSize; sourcePortIndex++)
        {
            Assert.Same(scan.Scan, slots.Find(identity.PortOf(sourcePortIndex), out var found));
            Assert.Equal(sourcePortIndex, found);
        }
    }

    private static ScanState ScanOf(SourcePortLease lease) => new(
        new ScanIdentity(IPAddress.Loopback, IPAddress.Loopback, lease.FirstPorts), Plans.Table(Plans.Udp(ProbeKind.Qotd)));

    private SourcePortSlots Slots(ushort first, ushort last) => new(new PortRange(first, last), _clock);

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
