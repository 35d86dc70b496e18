using System.Buffers.Binary;
using System.Text;

namespace PortScanner.Lab.Proxies.Broken;

/// <summary>Beginnings of connections over HTTP/2 that break off in a frame or between two, or are against the protocol.</summary>
internal static class BrokenFrames
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte WindowUpdate = 8;
    private const byte Continuation = 9;

    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    private static readonly byte[] Preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    private static readonly byte[] Begun = [.. Preface, .. Frame(Settings, 0, 0, [])];

    /// <summary>All of them, as they are sent.</summary>
    public static IEnumerable<byte[]> All =>
    [
        Preface[..10], Preface, Begun[..^3], Begun,
        [.. Preface, .. Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n")],
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan"))),
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan"))[..20]),
        With(Frame(Headers, 0, 1, Fields("POST", "/scan"))),
        With(Frame(Headers, 0, 1, Fields("POST", "/scan")), Frame(Continuation, 0, 1, [])),
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan")), Frame(Data, 0, 1, "consent=y"u8.ToArray())),
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan")), Frame(Data, 0, 1, "consent=y"u8.ToArray())[..12]),
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan")), Frame(Data, 0, 1, new byte[16_000]), Frame(Data, EndStream, 1, new byte[16_000])),
        With(Frame(Headers, EndHeaders, 1, Fields("POST", "/scan")), Frame(Reset, 0, 1, [0, 0, 0, 8])),
        With(Frame(Headers, EndHeaders | EndStream, 1, Fields("GET", "/ip"))),
        With(Frame(Headers, EndHeaders | EndStream, 1, Fields("GET", "/ip")), Frame(Reset, 0, 1, [0, 0, 0, 8])),
        With(Frame(Headers, EndHeaders | EndStream, 1, Fields("GET", "no-path"))),
        With(Frame(Headers, EndHeaders | EndStream, 1, Fields("NON SENSE", "/"))),
        With(Frame(Headers, EndHeaders | EndStream, 1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        With(Frame(Headers, EndHeaders | EndStream, 2, Fields("GET", "/ip"))),
        With(Frame(Data, 0, 7, [1])), With(Frame(Ping, 0, 0, [1])), With(Frame(WindowUpdate, 0, 0, [0, 0, 0, 0])), With(Frame(WindowUpdate, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF])),
        With(Frame(Settings, 0, 0, [0, 4, 0xFF, 0xFF, 0xFF, 0xFF])), With([0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1]),
        .. BrokenUpstream.Paths.Select(path => With(Frame(Headers, EndHeaders | EndStream, 1, Fields("GET", path)))),
    ];

    private static byte[] With(params IEnumerable<byte[]> frames) => [.. Begun, .. frames.SelectMany(frame => frame)];

    // RFC 9113 section 4.1.
    private static byte[] Frame(byte type, byte flags, uint stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length << 8 | type);
        frame[4] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    private static byte[] Fields(string method, string path) =>
        [.. Field(":method", method), .. Field(":scheme", "https"), .. Field(":authority", ProxyFiles.Name), .. Field(":path", path)];

    // RFC 7541 section 6.2.2: without a place in the table, names and values in clear.
    private static byte[] Field(string name, string value) =>
        [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
}
