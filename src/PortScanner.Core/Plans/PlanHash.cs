using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

using PortScanner.Core.Payloads;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Plans;

/// <summary>
/// By which two machines see that they made the same plan of the same request: SHA-256 over the probes in their order, with what payload probes send, and
/// what else a plan says of how it is asked. What all other probes send follows from the version.
/// </summary>
public static class PlanHash
{
    private static readonly ScanProfile[] Profiles = [ScanProfile.Quick, ScanProfile.Standard];
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    /// <summary>The hash of a plan, of 32 bytes.</summary>
    public static byte[] Of(ScanPlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, plan);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of what plans are made of on a machine, its catalogue and its payloads, of 32 bytes: where it differs, so may plans.</summary>
    public static byte[] OfMachine(UdpPayloads payloads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var profile in Profiles)
        {
            foreach (var family in Families)
            {
                if (ScanPlanner.TryCreate(new ScanPlanRequest(profile, family) { Payloads = payloads }, out var plan, out _))
                {
                    Append(hash, plan);
                }
            }
        }

        // Payloads of ports that only visitors name are in no profile.
        for (var port = 0; port <= ushort.MaxValue; port++)
        {
            foreach (var payload in payloads.Of((ushort)port))
            {
                Append(hash, port, payload);
            }
        }

        // Those of no profile too are refused by one of two machines alone.
        if (!payloads.Denied.IsEmpty)
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"denied {payloads.Denied}\n"));
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ScanPlan plan)
    {
        hash.AppendData("portscanner plan v1\n"u8);
        Span<byte> head = [plan.Family == AddressFamily.InterNetworkV6 ? (byte)6 : (byte)4, plan.TestsFirewall ? (byte)1 : (byte)0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head[2..], plan.Probes.Count);
        hash.AppendData(head);
        Span<byte> row = stackalloc byte[4];
        foreach (var probe in plan.Probes)
        {
            row[0] = (byte)probe.Kind;
            row[1] = probe.Port is null ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteUInt16BigEndian(row[2..], probe.Port ?? 0);
            hash.AppendData(row);
            if (probe.Kind.IsPayload())
            {
                Append(hash, probe.Port!.Value, plan.Payloads.Of(probe.Port.Value)[probe.Kind.PayloadNumber()]);
            }
        }
    }

    private static void Append(IncrementalHash hash, int port, ReadOnlyMemory<byte> payload)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, port);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], payload.Length);
        hash.AppendData(head);
        hash.AppendData(payload.Span);
    }
}
