using System.Text;

using PortScanner.Core.Results;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Writes the statement that adds results. One statement for many rows takes a full scan in a second where a statement a row
/// takes half a minute. Everything in it is a number or hexadecimal digits, so there is nothing to escape.
/// </summary>
internal static class ResultInsert
{
    /// <summary>At most 50 kB of text, which the kernel takes whole.</summary>
    // The driver's time-outs are those of reading. Where the way to the server swallowed everything, 100 kB and more were written for ever, since
    // the kernel takes some 87 kB for a connection that is new, and no more until the other side has confirmed them; 60 kB ended in time.
    public const int MaximumRows = 200;

    /// <param name="id">The scan.</param>
    /// <param name="results">At most <see cref="MaximumRows"/> results.</param>
    /// <param name="firstSequence">The sequence number of the first of them; the others count up from it.</param>
    /// <param name="seal">Seals their responders.</param>
    public static string Write(ScanId id, IReadOnlyList<ProbeResult> results, long firstSequence, ResponderSeal seal)
    {
        var scanId = id.ToHex();
        var sql = new StringBuilder("""
            REPLACE INTO results
            (scan_id, probe_kind, port, sequence, state, reason, sealed_responder, round_trip_us, hop_limit, attempts, remarks,
             request_packets, request_bytes, reply_packets, reply_bytes) VALUES
            """);
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            sql.Append(i == 0 ? " (" : ",(")
                .Append($"0x{scanId},{(byte)result.Probe.Kind},{result.Probe.Port ?? 0},{firstSequence + i},")
                .Append($"{(byte)result.State},{(byte)result.Reason},")
                .Append(result.Responder is { } responder ? "0x" + Convert.ToHexString(seal.Seal(responder)) : "NULL")
                .Append(',').Append(result.RoundTripTime is { } time ? $"{(uint)time.TotalMicroseconds}" : "NULL")
                .Append(',').Append(result.HopLimit is { } hops ? $"{hops}" : "NULL")
                .Append($",{result.Attempts},{(ushort)result.Remarks},")
                .Append(result.Traffic is { } sent ? $"{sent.RequestPackets},{sent.RequestBytes},{sent.ReplyPackets},{sent.ReplyBytes})" : "NULL,NULL,NULL,NULL)");
        }

        return sql.ToString();
    }
}
