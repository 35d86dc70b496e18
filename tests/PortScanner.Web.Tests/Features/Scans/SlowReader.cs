using System.IO.Pipelines;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>A connection as the server holds it: it gathers as much as Kestrel does, and takes more when its reader took something.</summary>
internal sealed class SlowReader : IHttpResponseBodyFeature, IHttpRequestLifetimeFeature
{
    // KestrelServerLimits.MaxResponseBufferSize. Whoever waits goes on within the call that lets him, so that a test knows when he waits again.
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false));

    public SlowReader()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(this);
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
        Response = context.Response;
    }

    /// <summary>What is written for him.</summary>
    public HttpResponse Response { get; }

    /// <summary>Whether his connection was closed.</summary>
    public bool IsGivenUp { get; private set; }

    public Stream Stream => _pipe.Writer.AsStream();

    public PipeWriter Writer => _pipe.Writer;

    public CancellationToken RequestAborted { get; set; }

    /// <summary>How many bytes wait for him.</summary>
    public long Waiting() => Take(take: false);

    /// <summary>Takes what waits.</summary>
    /// <returns>How many bytes that were.</returns>
    public long Take() => Take(take: true);

    public void Abort() => IsGivenUp = true;

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CompleteAsync() => Task.CompletedTask;

    public void DisableBuffering()
    {
        // There is none.
    }

    private long Take(bool take)
    {
        if (!_pipe.Reader.TryRead(out var read))
        {
            return 0;
        }

        var length = read.Buffer.Length;
        _pipe.Reader.AdvanceTo(take ? read.Buffer.End : read.Buffer.Start);
        return length;
    }
}
