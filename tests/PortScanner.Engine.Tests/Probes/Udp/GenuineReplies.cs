namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>The answers that all services may give.</summary>
internal static class GenuineReplies
{
    public static IReadOnlyList<GenuineReply> All { get; } =
        [.. UdpServiceTests.All.SelectMany(service => service.Replies.Select(reply => reply with { Kind = service.Kind }))];
}
