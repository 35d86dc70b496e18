using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class UdpEmptyTests() : UdpServiceTests(ProbeKind.UdpEmpty, number: 6)
{
    internal override string RequestOctets => "";

    internal override (string Layers, string Info) Wireshark => ("", "Len=0");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies => [];
}
