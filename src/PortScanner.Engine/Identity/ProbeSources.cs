using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Identity;

/// <summary>
/// The source addresses of one scan's probes: one for all; or, in a pass that rotates, for each probe another of the source prefix, whose
/// host bits are a keyed hash of probe and pass. So nobody knows them who did not get the probe, and whoever answers to one proves which
/// probe of which pass is answered. The sender thread alone says which passes rotate; the receiver looks.
/// </summary>
/// <param name="address">The address of passes that do not rotate.</param>
/// <param name="prefix">The source prefix, if there is one.</param>
internal sealed class ProbeSources(IpAddressBits address, SourcePrefix? prefix)
{
    private readonly SipHash _hostBits = SipHash.WithRandomKey();

    // A bit for each pass that packets can tell apart.
    private ulong _rotating;

    /// <summary>Whether there is a prefix to rotate over.</summary>
    public bool CanRotate => prefix is not null;

    /// <summary>The passes that rotate, a bit each.</summary>
    public ulong RotatingPasses => Volatile.Read(ref _rotating);

    /// <summary>Whether the packets of a pass leave from addresses of the prefix.</summary>
    /// <param name="pass">The pass, from 0 on.</param>
    public bool IsRotating(int pass) => (RotatingPasses & Bit(pass)) != 0;

    /// <summary>Says, before any packet of a pass is built, that they will leave from the prefix, if there is one.</summary>
    /// <param name="pass">The pass; its number must not be used for another.</param>
    public void Rotate(int pass) => Volatile.Write(ref _rotating, CanRotate ? _rotating | Bit(pass) : 0);

    /// <summary>Whether it is the address of passes that do not rotate.</summary>
    public bool IsFixed(IpAddressBits candidate) => candidate == address;

    /// <summary>Whether a packet to this address can be for the scan at all.</summary>
    public bool MayBe(IpAddressBits candidate) => candidate == address || prefix?.Contains(candidate) == true;

    /// <summary>The address that a probe's packet of a pass leaves from.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass, from 0 on.</param>
    public IpAddressBits Of(int index, int pass)
    {
        if (!IsRotating(pass))
        {
            return address;
        }

        var half = 2 * (((ulong)index * TcpSequence.PassCount) + (ulong)(pass % TcpSequence.PassCount));
        return prefix!.AddressOf(new UInt128(_hostBits.Of(half), _hostBits.Of(half + 1)));
    }

    private static ulong Bit(int pass) => 1UL << (pass % TcpSequence.PassCount);
}
