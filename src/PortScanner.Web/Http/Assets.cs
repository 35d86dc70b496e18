using System.IO.Compression;

using Microsoft.AspNetCore.ResponseCompression;

namespace PortScanner.Web.Http;

/// <summary>The files of the pages, and compression.</summary>
internal static class Assets
{
    /// <summary>Adds compression.</summary>
    /// <remarks>
    /// Over an encrypted connection too: what compression can betray to a listener (BREACH) is a secret that stands in an answer beside
    /// something that the listener chose. Pages and reports hold no secret; the one that there is, a live scan's name, is told in answer to a
    /// POST, which is not compressed.
    /// </remarks>
    public static void AddAssets(this WebApplicationBuilder builder) => builder.Services
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/plain", "text/css", "text/csv", "text/javascript", "image/svg+xml", "application/json", "application/xml", "application/x-ndjson"];
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    /// <summary>Serves the files.</summary>
    public static void UseAssets(this WebApplication app)
    {
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method), reading => reading.UseResponseCompression());

        // They are the same for everyone, and asked after each time by their date, so that a new version of the program is whole at once.
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                SecurityHeaders.Lighten(file.Context.Response.Headers);
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
