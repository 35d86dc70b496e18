namespace PortScanner.Storage.Tests;

public sealed class ScanKeyTests
{
    [Fact]
    public void Owner_isInTheIdAndTheToken_andTheRestIsRandom()
    {
        var (one, other) = (ScanKey.Create(0xBEEF), ScanKey.Create(0xBEEF));
        Assert.True(ScanKey.TryParseToken(one.ToToken(), out var read));
        Assert.Equal((0xBEEF, one.Id), (read.Id.Owner, ScanId.Read(read.Id.Bytes.Span)));
        Assert.NotEqual(one.Id, other.Id);
        Assert.True(Enumerable.Range(0, 20).Select(_ => ScanKey.Create().Id.Owner).Distinct().Count() > 10);
    }

    [Fact]
    public void Token_is_read_as_the_key_that_wrote_it()
    {
        var key = ScanKey.Create();
        Assert.True(ScanKey.TryParseToken(key.ToToken(), out var read));
        Assert.Equal(key.Id, read.Id);
        Assert.Equal(key.Secret, read.Secret);
        Assert.Matches("^[A-Za-z0-9_-]{64}$", key.ToToken());
    }

    [Fact]
    public void Text_that_is_no_token_is_refused()
    {
        var token = ScanKey.Create().ToToken();
        var cut = Enumerable.Range(0, token.Length).Select(length => token[..length]);
        var changed = Enumerable.Range(0, token.Length).Select(place => token.Remove(place, 1).Insert(place, "*"));
        Assert.All([.. cut, .. changed, token + "A", token[..^1] + "=", new string('\0', 64), new string('ä', 64)],
            text => Assert.False(ScanKey.TryParseToken(text, out _)));
    }
}
