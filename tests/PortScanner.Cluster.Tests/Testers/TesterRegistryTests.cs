using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Testers;

namespace PortScanner.Cluster.Tests.Testers;

public sealed class TesterRegistryTests : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(600);

    private readonly World _world = new();

    [Fact]
    public async Task Tester_is_there_at_its_first_heartbeat_with_all_that_it_tells()
    {
        Assert.Empty(_world.Registry.Fresh);
        await _world.PassAsync(TimeSpan.FromMilliseconds(20));

        var tester = Assert.Single(_world.Registry.Fresh);
        Assert.Equal("t1", tester.Name);
        Assert.Equal(World.Contents, tester.Contents);
        Assert.Equal(_world.Clock.Epoch, tester.Heartbeat.Epoch);
        Assert.Equal(_world.SealKeys.PublicKey.ToArray(), tester.Heartbeat.SealKey.ToArray());
    }

    [Fact]
    public async Task Heartbeat_comes_twice_a_second_and_at_once_when_something_changed()
    {
        await _world.PassAsync(TimeSpan.FromSeconds(10));
        var beats = Beats().Count;
        Assert.InRange(beats, 19, 21);

        _world.Beacon.Tell();
        _world.Beacon.Tell();
        _world.Broker.Deliver();
        Assert.Equal(beats + 2, Beats().Count);
        Assert.Equal(_world.Registry.Fresh.Single().Heartbeat.Tick, Beats().Max(beat => beat.Tick));
    }

    [Fact]
    public async Task Tester_that_cannot_tell_of_itself_is_silent_says_so_once_and_goes_on()
    {
        var fails = true;
        var log = new GatheredLog();
        await _world.Beacon.DisposeAsync();
        await using var beacon = new TesterBeacon(
            _world.TesterBus, _world.Tester, _world.Clock, _world.SealKeys, () => fails ? throw new InvalidOperationException() : World.Contents, _world.Time, log);
        await _world.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(_world.Registry.Fresh);
        Assert.Equal("806 This tester cannot tell of itself, so that no web node uses it: InvalidOperationException", Assert.Single(log.Lines));

        fails = false;
        await _world.PassAsync(Moment);
        Assert.Single(_world.Registry.Fresh);
    }

    [Fact]
    public async Task Tester_that_is_silent_for_longer_than_a_second_and_a_half_is_gone()
    {
        await _world.PassAsync(Moment);
        _world.Broker.LetsPass = (_, _) => false;
        await _world.PassAsync(TimeSpan.FromSeconds(0.9));
        Assert.Single(_world.Registry.Fresh);
        await _world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Empty(_world.Registry.Fresh);
        Assert.Single(_world.Registry.Heard);
        _world.Broker.LetsPass = null;
        await _world.PassAsync(Moment);
        Assert.Single(_world.Registry.Fresh);
    }

    [Fact]
    public async Task Heartbeats_sent_again_do_not_keep_a_silent_tester_there()
    {
        await _world.PassAsync(TimeSpan.FromSeconds(2));
        var recorded = _world.Broker.Seen.ToList();
        _world.Broker.LetsPass = (_, _) => false;
        for (var i = 0; i < 30; i++)
        {
            recorded.ForEach(seen => _world.Broker.Inject(seen.Subject, seen.Message));
            await _world.PassAsync(TimeSpan.FromMilliseconds(100));
        }

        Assert.Empty(_world.Registry.Fresh);
    }

    [Fact]
    public async Task Heartbeat_that_is_made_up_is_not_believed()
    {
        using var stranger = Node.Named("t1");
        using var unknown = Node.Named("t2");
        await _world.PassAsync(Moment);
        _world.Broker.LetsPass = (_, _) => false;
        await _world.PassAsync(TimeSpan.FromSeconds(2));

        Inject("t1", stranger, Heartbeat("t1"));
        Inject("t1", unknown, Heartbeat("t2"));
        Inject("t2", unknown, Heartbeat("t2"));
        Inject("t2", _world.Tester, Heartbeat("t2"));
        Inject("t1", _world.Tester, Heartbeat("t2"));
        Inject("t2", _world.Tester, Heartbeat("t1"));
        _world.Broker.Inject("ps.hb.t1", SignedHeartbeat.Make(Heartbeat("t1"), _world.Tester).AsMemory()[..^1]);
        _world.Broker.Inject("ps.hb.t1", "{}"u8.ToArray());
        _world.Broker.Inject("ps.hb.t1", ReadOnlyMemory<byte>.Empty);
        Assert.Empty(_world.Registry.Fresh);

        Inject("t1", _world.Tester, Heartbeat("t1"));
        Assert.Single(_world.Registry.Fresh);
    }

    [Fact]
    public async Task Restarted_tester_is_there_at_once_and_its_earlier_life_never_again()
    {
        await _world.PassAsync(TimeSpan.FromSeconds(2));
        var recorded = _world.Broker.Seen.ToList();
        _world.Broker.LetsPass = (_, _) => false;
        Inject("t1", _world.Tester, Heartbeat("t1") with { Epoch = 5, Tick = 0 });
        Assert.Equal(5, _world.Registry.Fresh.Single().Heartbeat.Epoch);

        recorded.ForEach(seen => _world.Broker.Inject(seen.Subject, seen.Message));
        Assert.Equal(5, _world.Registry.Fresh.Single().Heartbeat.Epoch);
    }

    [Fact]
    public async Task Life_that_goes_on_is_believed_though_another_was_heard_in_between()
    {
        await _world.PassAsync(Moment);
        Inject("t1", _world.Tester, Heartbeat("t1") with { Epoch = 5, Tick = 0 });
        await _world.PassAsync(Moment);

        Assert.Equal(_world.Clock.Epoch, _world.Registry.Fresh.Single().Heartbeat.Epoch);
    }

    [Fact]
    public void Tester_that_speaks_another_protocol_is_heard_and_not_used()
    {
        Inject("t1", _world.Tester, Heartbeat("t1") with { Protocol = Cluster.Testers.Heartbeat.SpokenProtocol + 1 });

        Assert.Empty(_world.Registry.Fresh);
        Assert.Single(_world.Registry.Heard);
    }

    [Fact]
    public async Task Key_for_sealing_is_another_after_an_hour()
    {
        await _world.PassAsync(Moment);
        var first = _world.Registry.Fresh.Single().Heartbeat.SealKey.ToArray();
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.PassAsync(Moment);

        Assert.NotEqual(first, _world.Registry.Fresh.Single().Heartbeat.SealKey.ToArray());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private List<Heartbeat> Beats() =>
        [.. _world.Broker.Seen.Where(seen => seen.Subject == "ps.hb.t1").Select(seen => SignedHeartbeat.Read(seen.Message.Span, Node.Believed(_world.Tester), "t1")!)];

    private Heartbeat Heartbeat(string tester) =>
        new(Cluster.Testers.Heartbeat.SpokenProtocol, tester, 9, 1_000_000, _world.SealKeys.PublicKey, World.Contents);

    private void Inject(string subject, NodeIdentity signer, Heartbeat heartbeat) =>
        _world.Broker.Inject(Subjects.Heartbeat(subject), SignedHeartbeat.Make(heartbeat, signer));
}
