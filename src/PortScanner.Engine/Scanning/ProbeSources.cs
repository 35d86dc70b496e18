using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

using PortScanner.Engine.Classification;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// The source addresses of one scan's probes: one for all; or, in a pass that rotates, for each probe another of the source prefix, whose
/// host bits are a keyed hash of probe and pass. So nobody knows them who did not get the probe, and whoever answers to one proves which
/// probe of which pass is answered. The sender thread alone says which passes rotate; the receiver looks.
/// </summary>
/// <param name="address">The address of passes that do not rotate.</param>
/// <param name="prefix">The source prefix, if there is one.</param>
internal sealed class ProbeSources(IpAddressBits address, SourcePrefix? prefix)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    // A bit for each pass that packets can tell apart.
    private ulong _rotating;

    /// <summary>Whether there is a prefix to rotate over.</summary>
    public bool CanRotate => prefix is not null;

    /// <summary>The passes that rotate, a bit each.</summary>
    public ulong RotatingPasses => Volatile.Read(ref _rotating);

    /// <summary>Whether the packets of a pass leave from addresses of the prefix.</summary>
    /// <param name="pass">The pass, from 0 on.</param>
    public bool IsRotating(int pass) => (RotatingPasses & Bit(pass)) != 0;

    /// <summary>Says where the packets of a pass will leave from, before any is built.</summary>
    /// <param name="pass">The pass, from 0 on.</param>
    /// <param name="isRotating">Whether from the prefix.</param>
    public void BeginPass(int pass, bool isRotating) =>
        Volatile.Write(ref _rotating, isRotating && CanRotate ? _rotating | Bit(pass) : _rotating & ~Bit(pass));

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

        Span<byte> message = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(message, index);
        BinaryPrimitives.WriteInt32BigEndian(message[sizeof(int)..], pass % TcpSequence.PassCount);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, hash);
        return prefix!.AddressOf(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>Whether a probe left from an address.</summary>
    /// <param name="candidate">The address that an answer came to, or that a quoted packet names as its source.</param>
    /// <param name="index">The probe.</param>
    /// <param name="pass">The pass that the packet names, -1 if it names none; then the one that the address names, if it does.</param>
    /// <param name="attempts">What was sent; it knows the passes that a probe was asked in lately.</param>
    public bool TryPlace(IpAddressBits candidate, int index, ref int pass, AttemptTable attempts)
    {
        if (pass >= 0)
        {
            return candidate == Of(index, pass);
        }

        if (candidate == address)
        {
            return true;
        }

        for (var passes = RotatingPasses; passes != 0; passes &= passes - 1)
        {
            var rotating = BitOperations.TrailingZeroCount(passes);
            if (attempts.SentAt(index, rotating) != 0 && candidate == Of(index, rotating))
            {
                pass = rotating;
                return true;
            }
        }

        return false;
    }

    private static ulong Bit(int pass) => 1UL << (pass % TcpSequence.PassCount);
}
