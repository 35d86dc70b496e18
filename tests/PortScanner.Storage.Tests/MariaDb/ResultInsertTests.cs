using System.Net;
using System.Text;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

public sealed class ResultInsertTests
{
    [Fact]
    public void Longest_statement_isTakenByTheKernelWhole()
    {
        var longest = new ProbeResult(
            new Probe(Enum.GetValues<ProbeKind>().Max(), ushort.MaxValue), (PortState)byte.MaxValue, (Reason)byte.MaxValue, IPAddress.IPv6Loopback,
            TimeSpan.FromMicroseconds(uint.MaxValue), byte.MaxValue, ushort.MaxValue)
        {
            Remarks = (Remarks)ushort.MaxValue,
            Traffic = new UdpTraffic(ushort.MaxValue, int.MaxValue, int.MaxValue, long.MaxValue),
        };
        var key = ScanKey.Create();
        using var seal = new ResponderSeal(key);

        var sql = ResultInsert.Write(key.Id, [.. Enumerable.Repeat(longest, ResultInsert.MaximumRows)], uint.MaxValue, seal);

        Assert.InRange(Encoding.UTF8.GetByteCount(sql), 1, 50_000);
    }
}
