using System.Text;

using PortScanner.Core.Results;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// Writes the statement that adds results. One statement for many rows takes a full scan in half a second where a statement a row
/// takes half a minute. Everything in it is a number or hexadecimal digits, so there is nothing to escape.
/// </summary>
internal static class ResultInsert
{
    /// <summary>About 200 kB of text, far below the server's <c>max_allowed_packet</c> of 16 MB.</summary>
    public const int MaximumRows = 1000;

    /// <param name="id">The scan.</param>
    /// <param name="results">At most <see cref="MaximumRows"/> results.</param>
    /// <param name="firstSequence">The sequence number of the first of them; the others count up from it.</param>
    /// <param name="seal">Seals their responders.</param>
    public static string Write(ScanId id, IReadOnlyList<ProbeResult> results, long firstSequence, ResponderSeal seal)
    {
        var scanId = Convert.ToHexString(id.ToBytes());
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
