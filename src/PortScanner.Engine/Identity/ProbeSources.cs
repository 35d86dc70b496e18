using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Identity;

/// <summary>
/// The source addresses of one scan's probes: one for all; or, in a pass that rotates, for each probe another of the source prefix, whose
/// host bits are a keyed hash of probe and pass. So nobody knows them who did not get the probe, and whoever answers to one proves which
/// probe of which pass is answered. Without a prefix the packets of such a pass leave from a few other addresses in turn. The sender thread alone
/// says which passes rotate; the receiver looks.
/// </summary>
/// <param name="address">The address of passes that do not rotate.</param>
/// <param name="prefix">The source prefix, if there is one.</param>
/// <param name="others">The other addresses, where there is no prefix.</param>
internal sealed class ProbeSources(IpAddressBits address, SourcePrefix? prefix, params IpAddressBits[] others)
{
    private readonly SipHash _hostBits = SipHash.WithRandomKey();
    // A bit for each pass that packets can tell apart.
    private ulong _rotating;

    /// <summary>How many places there are to rotate to: the prefix is one, and so is each other address.</summary>
    public int PlaceCount => prefix is not null ? 1 : others.Length;

    /// <summary>Whether there is anything to rotate to.</summary>
    public bool CanRotate => PlaceCount > 0;

    /// <summary>Whether what there is to rotate to are a few addresses.</summary>
    public bool AreFew => prefix is null;

    /// <summary>The passes that rotate, a bit each.</summary>
    public ulong RotatingPasses => Volatile.Read(ref _rotating);

    /// <summary>Whether the packets of a pass leave from elsewhere than the usual address.</summary>
    /// <param name="pass">The pass, from 0 on.</param>
    public bool IsRotating(int pass) => (RotatingPasses & Bit(pass)) != 0;

    /// <summary>Says, before any packet of a pass is built, that they will leave from elsewhere, if there is anything.</summary>
    /// <param name="pass">The pass; its number must not be used for another.</param>
    public void Rotate(int pass) => Volatile.Write(ref _rotating, CanRotate ? _rotating | Bit(pass) : 0);

    /// <summary>Where a probe's packet of a pass that rotates leaves from; 0 for the prefix. In the next pass it is another address.</summary>
    public int PlaceOf(int index, int pass) => prefix is null && others.Length > 0 ? (index + pass) % others.Length : 0;

    /// <summary>Whether it is the address of passes that do not rotate.</summary>
    public bool IsFixed(IpAddressBits candidate) => candidate == address;

    /// <summary>Whether a packet to this address can be for the scan at all.</summary>
    public bool MayBe(IpAddressBits candidate) => candidate == address || prefix?.Contains(candidate) == true || Array.IndexOf(others, candidate) >= 0;

    /// <summary>The address that a probe's packet of a pass leaves from.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass, from 0 on.</param>
    public IpAddressBits Of(int index, int pass)
    {
        if (!IsRotating(pass))
        {
            return address;
        }

        if (prefix is null)
        {
            return others[PlaceOf(index, pass % TcpSequence.PassCount)];
        }

        var half = 2 * (((ulong)index * TcpSequence.PassCount) + (ulong)(pass % TcpSequence.PassCount));
        return prefix.AddressOf(new UInt128(_hostBits.Of(half), _hostBits.Of(half + 1)));
    }

    private static ulong Bit(int pass) => 1UL << (pass % TcpSequence.PassCount);
}
