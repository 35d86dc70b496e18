using PortScanner.Web.Features.Forgetting;

namespace PortScanner.Web.Tests.Features.Forgetting;

/// <summary>The buffers of connections.</summary>
public sealed class ClearedMemoryPoolTests
{
    [Fact]
    public void Buffer_that_was_given_back_is_clean_and_is_lent_again()
    {
        using var pool = new ClearedMemoryPools().Create();
        var first = pool.Rent(4096);
        var memory = first.Memory;
        memory.Span.Fill(0xAA);
        first.Dispose();
        Assert.False(memory.Span.ContainsAnyExcept((byte)0));

        using var second = pool.Rent();
        Assert.True(second.Memory.Equals(memory));
    }

    [Fact]
    public void Buffer_that_is_given_back_twice_is_lent_to_one_only()
    {
        using var pool = new ClearedMemoryPools().Create();
        var first = pool.Rent();
        first.Dispose();
        first.Dispose();
        using var one = pool.Rent();
        using var other = pool.Rent();
        Assert.False(one.Memory.Equals(other.Memory));
    }
}
