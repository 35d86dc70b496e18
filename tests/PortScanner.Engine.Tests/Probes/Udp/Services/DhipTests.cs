using System.Text;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class DhipTests() : UdpServiceTests(ProbeKind.Dhip, number: 47)
{
    internal override (string Layers, string Info) Wireshark => (":data", "Len=");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
        [Reply("""{"mac":"00:00:5e:00:53:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"DVR"}}}""")];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Camera("20000000 44484950", "{\"method\":\"DHDiscover.search\"}"),
        Camera("20000000 44484950", " \"deviceInfo\""),
        Camera("20000000 44484951", "{\"deviceInfo\":{}}"),
        Camera("21000000 44484950", "{\"deviceInfo\":{}}"),
    ];

    [Fact]
    public void Request_is_a_search_behind_a_header_with_its_length_twice()
    {
        byte[] request = Request(Kind);

        Assert.Equal(Hex("20000000 44484950 0000000000000000 3A000000 00000000 3A000000 00000000"), request[..32]);
        Assert.Equal("{\"method\":\"DHDiscover.search\",\"params\":{\"mac\":\"\",\"uni\":1}}", Encoding.ASCII.GetString(request[32..]));
        Assert.Equal(32 + 0x3A, request.Length);
    }

    private static GenuineReply Reply(string description)
    {
        string length = $"{description.Length:X2}000000";
        byte[] header = Hex($"20000000 44484950 00000000 00000000 {length} 00000000 {length} 00000000");
        const string proof = "\"deviceInfo\"";
        return new("camera", [.. header, .. Encoding.ASCII.GetBytes(description)])
        {
            ProofLength = header.Length + description.IndexOf(proof, StringComparison.Ordinal) + proof.Length,
        };
    }

    private static Lookalike Camera(string header, string description) => new($"{header} {description}", [.. Hex(header), .. new byte[24], .. Text(description)]);
}
