using System.Buffers;
using System.Collections.Concurrent;

using Microsoft.AspNetCore.Connections;

namespace PortScanner.Web.Features.Forgetting;

/// <summary>
/// The web server's buffers of connections, which are cleared when they are given back: in them is what a visitor, or a proxy in his name, has
/// sent, and what he was told. The server's own pool leaves it there for the next.
/// </summary>
internal sealed class ClearedMemoryPool : MemoryPool<byte>
{
    // A page of the machine's, as the server's own pool has them.
    private const int BlockBytes = 4096;

    // What waits to be used again; more is left to the collector.
    private const int MostIdle = 4096;

    private readonly ConcurrentQueue<Block> _idle = new();
    private volatile bool _isDisposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var block = _idle.TryDequeue(out var idle) ? idle : new Block(this);
        block.Lend();
        return block;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        _idle.Clear();
    }

    private void TakeBack(Block block)
    {
        if (!_isDisposed && _idle.Count < MostIdle)
        {
            _idle.Enqueue(block);
        }
    }

    // Pinned, since the kernel reads and writes there.
    private sealed class Block(ClearedMemoryPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
        private int _isLent;

        public Memory<byte> Memory => _bytes;

        public void Lend() => Volatile.Write(ref _isLent, 1);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLent, 0) == 1)
            {
                Array.Clear(_bytes);
                pool.TakeBack(this);
            }
        }
    }
}

/// <summary>Makes <see cref="ClearedMemoryPool"/> for the web server.</summary>
internal sealed class ClearedMemoryPools : IMemoryPoolFactory<byte>
{
    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ClearedMemoryPool();
}
