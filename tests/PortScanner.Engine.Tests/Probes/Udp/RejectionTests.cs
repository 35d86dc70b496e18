using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>Replies that have the right echo, or need none, and yet are no answer.</summary>
public sealed class RejectionTests
{
    public static TheoryData<ProbeKind, string> Lookalikes
    {
        get
        {
            var data = new TheoryData<ProbeKind, string>();
            foreach (var service in UdpServiceTests.All)
            {
                foreach (var reply in service.Lookalikes)
                {
                    data.Add(service.Kind, reply.What);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lookalikes))]
    public void Reply_that_only_looks_genuine_is_rejected(ProbeKind kind, string what) => Assert.False(
        Sample.Recognises(kind, UdpServiceTests.Of(kind).Lookalikes.Single(reply => reply.What == what).Bytes), what);
}
