using PortScanner.Engine.Contract;
using PortScanner.Engine.Options;

namespace PortScanner.Engine.Tests.Options;

public sealed class PayloadFileReaderTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.payloads");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Bytes_of_a_file_are_the_bytes_of_its_payloads()
    {
        File.WriteAllBytes(_file, [.. "udp 9 \""u8, 0x01, 0x80, 0xC3, 0xA9, 0xFF, .. "\\x00\"\n"u8]);
        Assert.Equal([0x01, 0x80, 0xC3, 0xA9, 0xFF, 0x00], PayloadFileReader.Read(new ScanEngineOptions { PayloadFile = _file }).Of(9)[0].ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_file_there_are_no_payloads(string? path) => Assert.Equal(0, PayloadFileReader.Read(new ScanEngineOptions { PayloadFile = path }).Count);

    [Theory]
    [InlineData("/nowhere/payloads")]
    [InlineData("/")]
    [InlineData("\0")]
    public void File_that_cannot_be_read_is_named(string path) =>
        Assert.Contains($"Engine:PayloadFile is \"{path}\", which cannot be read", Refusal(path), StringComparison.Ordinal);

    [Fact]
    public void File_that_never_ends_is_refused() => Assert.Contains("longer than 1048576 bytes", Refusal("/dev/zero"), StringComparison.Ordinal);

    [Fact]
    public void Errors_are_told_with_the_files_name_ten_at_most()
    {
        File.WriteAllLines(_file, Enumerable.Range(1, 12).Select(port => $"udp {port} \"\\q\""));
        var message = Refusal(_file);
        Assert.Contains($"Engine:PayloadFile {_file} has errors:", message, StringComparison.Ordinal);
        Assert.Contains("\n  Line 10: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Line 11: ", message, StringComparison.Ordinal);
        Assert.EndsWith("\n  and 2 more.", message, StringComparison.Ordinal);
    }

    // What the engine itself says when it starts, beside all else that is wrong.
    private static string Refusal(string path)
    {
        var options = new ScanEngineOptions { PayloadFile = path };
        var message = Assert.Throws<EngineStartException>(() => PayloadFileReader.Read(options)).Message;
        options.PacketsPerSecond = 0;
        var all = Assert.Throws<EngineStartException>(() => EngineOptionsValidation.Read(options)).Message;
        Assert.Contains(message, all, StringComparison.Ordinal);
        Assert.Contains("Engine:PacketsPerSecond is 0", all, StringComparison.Ordinal);
        return message;
    }
}
