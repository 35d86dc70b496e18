using System.Threading.Channels;

using NATS.Client.Core;

namespace PortScanner.Cluster.Bus;

/// <summary>How the client of NATS is set up. It gets no logger: what it logs has addresses and subjects in it.</summary>
internal static class NatsSettings
{
    // A server that hangs is noticed after two unanswered pings, and another one asked where there is one.
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);

    public static NatsOpts Of(BusSettings settings) => NatsOpts.Default with
    {
        Url = string.Join(',', settings.Servers.Select(server => server.GetLeftPart(UriPartial.Authority))),
        Name = settings.Node,
        AuthOpts = settings.Seed is null ? NatsAuthOpts.Default : new NatsAuthOpts { NKey = settings.PublicKey(), Seed = settings.Seed },
        TlsOpts = settings.IsEncrypted
            ? new NatsTlsOpts { Mode = TlsMode.Require, CaFile = settings.CaFile }
            : new NatsTlsOpts { Mode = TlsMode.Disable },
        InboxPrefix = Subjects.Inbox(settings.Node),
        PingInterval = PingInterval,
        MaxPingOut = 2,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        RetryOnInitialConnect = true,
        MaxReconnectRetry = -1,
        IgnoreAuthErrorAbort = true,
        ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
        ReconnectWaitMax = TimeSpan.FromMilliseconds(250),
        ReconnectJitter = TimeSpan.FromMilliseconds(100),
        SubPendingChannelCapacity = 16_384,
        SubPendingChannelFullMode = BoundedChannelFullMode.DropNewest,
    };
}
