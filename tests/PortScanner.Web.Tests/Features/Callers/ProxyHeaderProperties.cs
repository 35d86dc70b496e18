using System.Net;
using System.Text;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

public sealed class ProxyHeaderProperties
{
    private static readonly Config ManyTests = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private static readonly Gen<byte> Bytes = Gen.Choose(0, 255).Select(value => (byte)value);

    private static readonly Gen<(IPAddress Source, int Port, byte[] Header)> Headers =
        from isIPv4 in Gen.Elements(true, false)
        from isText in Gen.Elements(true, false)
        from source in Bytes.ArrayOf(isIPv4 ? 4 : 16).Where(bytes => bytes.Length == 4 || bytes[0] != 0).Select(bytes => new IPAddress(bytes))
        from port in Gen.Choose(0, 65535)
        from extension in Bytes.ArrayOf()
        select (source, port, isText ? Line(source, port) : Frame(source, (ushort)port, extension));

    // What nobody sends, but begins like something.
    private static readonly Gen<byte[]> Noise =
        from beginning in Gen.Elements("PROXY "u8.ToArray(), "PROXY TCP4 "u8.ToArray(), "\r\n\r\n\0\r\nQUIT\n"u8.ToArray(), "\r\n\r\n\0\r\nQUIT\n\x21\x11\0"u8.ToArray(), [])
        from rest in Bytes.ArrayOf()
        select (byte[])[.. beginning, .. rest];

    [Fact]
    public void Header_names_whom_it_was_made_for_and_takes_none_of_the_request() =>
        Prop.ForAll(Gen.Zip(Headers, Bytes.ArrayOf()).ToArbitrary(), input =>
        {
            var ((source, port, header), request) = input;
            var status = ProxyHeader.Read([.. header, .. request], ProxyProtocolVersions.Both, out var read, out var length);
            return status == ProxyHeaderStatus.Read && source.Equals(read!.Source) && read.SourcePort == (port == 0 ? null : (ushort)port) && length == header.Length;
        }).Check(ManyTests);

    [Fact]
    public void Header_with_a_flipped_bit_or_cut_short_never_throws_and_never_reads_beyond_what_came() =>
        Prop.ForAll(Gen.Zip(Headers, Gen.Choose(0, 7)).ToArbitrary(), input =>
        {
            var header = input.Item1.Header;
            for (var i = 0; i < header.Length; i++)
            {
                header[i] ^= (byte)(1 << input.Item2);
                if (!IsSound(header) || !IsSound(header.AsSpan(0, i)))
                {
                    return false;
                }

                header[i] ^= (byte)(1 << input.Item2);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Noise_never_throws() => Prop.ForAll(Noise.ToArbitrary(), data => IsSound(data)).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    private static bool IsSound(ReadOnlySpan<byte> data)
    {
        var status = ProxyHeader.Read(data, ProxyProtocolVersions.Both, out var read, out var length);
        return status == ProxyHeaderStatus.Read ? read is not null && length > 0 && length <= data.Length : read is null && length == 0;
    }

    private static byte[] Line(IPAddress source, int port) =>
        Encoding.ASCII.GetBytes($"PROXY TCP{(source.GetAddressBytes().Length == 4 ? 4 : 6)} {source} {source} {port} 443\r\n");

    private static byte[] Frame(IPAddress source, ushort port, byte[] extension)
    {
        var address = source.GetAddressBytes();
        byte[] rest = [.. address, .. address, (byte)(port >> 8), (byte)port, 1, 0xBB, 0x05, (byte)(extension.Length >> 8), (byte)extension.Length, .. extension];
        return [.. "\r\n\r\n\0\r\nQUIT\n"u8, 0x21, (byte)(address.Length == 4 ? 0x11 : 0x21), (byte)(rest.Length >> 8), (byte)rest.Length, .. rest];
    }
}
