using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

using Microsoft.Net.Http.Headers;

using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Pages;

/// <summary>The part of the catalogue that the page's scripts speak, a file for each language.</summary>
internal static class PageMessages
{
    private static readonly string[] Prefixes = ["live.", "field.", "landing.other."];

    // What pages and reports say alike.
    private static readonly HashSet<string> Shared =
    [
        "report.also-noticed", "report.answered-by", "report.ended-early", "report.expected", "report.firewall", "report.firewall.outcome",
        "report.less-certain", "report.ping", "report.what-to-do",
        .. Enum.GetValues<PortState>().Select(state => $"state.{ReportNames.Slug(state)}"),
    ];

    private static readonly FrozenDictionary<string, (byte[] Body, EntityTagHeaderValue Tag)> Files = Languages.All.ToFrozenDictionary(
        messages => messages.Language.Code,
        messages =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(
                messages.Keys.Where(key => Shared.Contains(key) || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
                    .Order(StringComparer.Ordinal)
                    .ToDictionary(key => key, key => TemplateOf(messages, key), StringComparer.Ordinal));
            return (body, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(..8))}\""));
        },
        StringComparer.Ordinal);

    /// <summary>Maps <c>/words/{language}.json</c>.</summary>
    public static void MapPageWords(this WebApplication app) =>
        app.MapMethods("/words/{language}.json", PageResult.Reading, (string language, HttpContext context) =>
        {
            if (!Files.TryGetValue(language, out var file))
            {
                return Results.NotFound();
            }

            // The same for everyone; asked after each time, and sent only when it has changed.
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(file.Body, "application/json", entityTag: file.Tag);
        });

    // The scripts fill the placeholders, so each is filled with itself here.
    private static string TemplateOf(Messages messages, string key)
    {
        var names = messages.Placeholders(key).Distinct(StringComparer.Ordinal);
        return messages.Format(new Message(key, [.. names.Select(name => (name, (object)$"{{{name}}}"))]));
    }
}
