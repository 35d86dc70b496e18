using System.Text;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>The nonce of all requests and replies that are written down here, its opposite, and helpers to write them.</summary>
internal static class Sample
{
    public static ProbeNonce Nonce => new(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210);

    public static ProbeNonce OtherNonce => new(~Nonce.High, ~Nonce.Low);

    public static byte[] Request(ProbeKind kind) => Request(kind, Nonce);

    /// <summary>The request, written over old bytes, so that a byte which the probe forgets to write shows.</summary>
    public static byte[] Request(ProbeKind kind, ProbeNonce nonce)
    {
        byte[] payload = new byte[IUdpProbe.MaximumRequestLength];
        Array.Fill(payload, (byte)0xA5);
        return payload[..UdpProbes.For(kind).WriteRequest(nonce, payload)];
    }

    public static bool Recognises(ProbeKind kind, ReadOnlySpan<byte> reply) => UdpProbes.For(kind).Recognises(Nonce, reply);

    /// <summary>Hexadecimal digits, grouped by white space as the fields are.</summary>
    public static byte[] Hex(string digits) =>
        Convert.FromHexString(string.Concat(digits.Where(character => !char.IsWhiteSpace(character))));

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>Words that are no answer.</summary>
    public static Lookalike Says(string text) => new(text, Text(text));

    /// <summary>A BER value with a length of one octet.</summary>
    public static byte[] Tlv(byte tag, params byte[][] contents)
    {
        byte[] octets = [.. contents.SelectMany(content => content)];
        return [tag, checked((byte)octets.Length), .. octets];
    }

    /// <summary>A BER value with a length of two octets behind their count, as some agents always write it.</summary>
    public static byte[] LongTlv(byte tag, params byte[][] contents)
    {
        byte[] octets = [.. contents.SelectMany(content => content)];
        return [tag, 0x82, (byte)(octets.Length >> 8), (byte)octets.Length, .. octets];
    }
}
