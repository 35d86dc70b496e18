using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A gateway that answers NAT-PMP (RFC 6886 section 3.2) and PCP (RFC 6887 section 8.2) on its outer side.</summary>
[Answers("nat-pmp", Family.IPv4), Answers("pcp")]
internal sealed class PortControlService : IUdpService
{
    private const int PcpLength = 24;

    public int Port => 5351;

    public byte[]? Answer(ReadOnlySpan<byte> request) => request switch
    {
        [0, 0] => [0, 128, 0, 0, 0, 0, 0x0e, 0x10, 198, 51, 100, 2], // success, an hour up, the external address
        [2, 0, ..] when request.Length == PcpLength => [2, 128, 0, 12, .. new byte[PcpLength - 4]], // address mismatch
        _ => null,
    };
}
