using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PortScanner.Lab.Truth;

/// <summary>What a process has in its memory: all that it can write, the rings that it shares with the kernel among it.</summary>
internal static class ProcessMemory
{
    // The longest writing, less one, so that none is missed where two pieces meet.
    private const int Overlap = 128;
    private const int PieceBytes = 1 << 20;

    /// <summary>Which writings of addresses are there.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="addresses">The addresses.</param>
    /// <returns>A sentence for each; empty if there are none.</returns>
    public static IReadOnlyList<string> FoundIn(int processId, params IEnumerable<IPAddress> addresses)
    {
        var writings = addresses.SelectMany(WritingsOf).ToList();
        var found = new List<string>();
        using var memory = File.OpenHandle($"/proc/{processId}/mem");
        var buffer = new byte[PieceBytes + Overlap];
        foreach (var (begin, end, name) in WritableMaps(processId))
        {
            for (var at = begin; at < end; at += PieceBytes)
            {
                var length = Read(memory, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
                found.AddRange(writings
                    .Select(writing => (writing.Name, Index: buffer.AsSpan(0, length).IndexOf(writing.Bytes)))
                    .Where(hit => hit.Index >= 0)
                    .Select(hit => $"{hit.Name} at {at + hit.Index:x} in {name}: {Shown(buffer.AsSpan(0, length), hit.Index)}"));
            }
        }

        return found;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> WritingsOf(IPAddress address)
    {
        var text = address.ToString();
        var packed = address.GetAddressBytes();
        yield return ($"{text} as ASCII", Encoding.ASCII.GetBytes(text));
        yield return ($"{text} as UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ($"{text} packed", packed);
        yield return ($"{text} packed backwards", [.. packed.Reverse()]);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // As IPAddress holds it, and the half that tells a device from others.
            yield return ($"{text} as groups", [.. packed.Chunk(2).SelectMany(group => group.Reverse())]);
            yield return ($"{text}'s device", packed[^6..]);
            yield return ($"{text}'s device backwards", [.. packed[^6..].Reverse()]);
        }
    }

    private static IEnumerable<(long Begin, long End, string Name)> WritableMaps(int processId) =>
        from line in File.ReadAllLines($"/proc/{processId}/maps")
        let cells = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries)
        where cells[1].StartsWith("rw", StringComparison.Ordinal)
        let range = cells[0].Split('-').Select(bound => long.Parse(bound, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray()
        select (range[0], range[1], cells.Length > 5 ? cells[5].Trim() : "anonymous memory");

    // A map may be gone meanwhile, or have pages that nobody can read.
    private static int Read(Microsoft.Win32.SafeHandles.SafeFileHandle memory, Span<byte> buffer, long at)
    {
        try
        {
            return RandomAccess.Read(memory, buffer, at);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Shown(ReadOnlySpan<byte> bytes, int index) =>
        string.Concat(bytes[Math.Max(0, index - 48)..Math.Min(bytes.Length, index + 48)].ToArray().Select(octet => octet is >= 32 and < 127 ? $"{(char)octet}" : $"<{octet:x}>"));
}
