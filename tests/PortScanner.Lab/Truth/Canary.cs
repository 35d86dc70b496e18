using System.Globalization;
using System.Net;
using System.Text;

namespace PortScanner.Lab.Truth;

/// <summary>An address, or a port, that is nowhere but in a test, in all writings in which it could be kept.</summary>
internal sealed class Canary
{
    private readonly List<(string Name, byte[] Bytes)> _writings = [];

    private Canary()
    {
    }

    /// <summary>All writings, as bytes.</summary>
    public IEnumerable<byte[]> Writings => _writings.Select(writing => writing.Bytes);

    /// <summary>An address: as text in each form, as a number, in hexadecimal, and packed in both byte orders.</summary>
    public static Canary Of(IPAddress address)
    {
        var canary = new Canary();
        var packed = address.GetAddressBytes();
        byte[] reversed = [.. packed.Reverse()];
        canary.AddText(address.ToString());
        canary.AddText(string.Join('-', packed));
        canary.AddText(string.Join('.', reversed));
        canary.Add("packed", packed);
        canary.Add("packed backwards", reversed);
        foreach (var bytes in (byte[][])[packed, reversed])
        {
            canary.AddText(Convert.ToHexString(bytes));
            canary.AddText(BitConverter.ToString(bytes));
            canary.AddText(Convert.ToBase64String(bytes)[..(bytes.Length * 8 / 6)]);
        }

        if (packed.Length == 4)
        {
            canary.AddText(BitConverter.ToUInt32(reversed).ToString(CultureInfo.InvariantCulture));
            canary.AddText(BitConverter.ToUInt32(packed).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            // Each group in full, as inet_ntop never writes it and others do.
            canary.AddText(string.Join(':', packed.Chunk(2).Select(Convert.ToHexString)));
        }

        return canary;
    }

    /// <summary>A port, as text. Its two bytes are in any file by chance.</summary>
    public static Canary Of(int port)
    {
        var canary = new Canary();
        canary.AddText(port.ToString(CultureInfo.InvariantCulture));
        return canary;
    }

    /// <summary>Which writings are in some bytes; texts in either case.</summary>
    public IEnumerable<string> FoundIn(byte[] content)
    {
        byte[] lower = [.. content.Select(octet => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet)];
        return _writings.Where(writing => content.AsSpan().IndexOf(writing.Bytes) >= 0 || lower.AsSpan().IndexOf(writing.Bytes) >= 0).Select(writing => writing.Name);
    }

    private void AddText(string text)
    {
        Add(text, Encoding.ASCII.GetBytes(text));
        Add(text, Encoding.ASCII.GetBytes(text.ToLowerInvariant()));
    }

    private void Add(string name, byte[] bytes) => _writings.Add((name, bytes));
}
