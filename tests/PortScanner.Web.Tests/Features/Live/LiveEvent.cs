using System.Text.Json;

namespace PortScanner.Web.Tests.Features.Live;

/// <summary>One server-sent event.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id; null if it has none.</param>
/// <param name="Data">Its data.</param>
internal sealed record LiveEvent(string Name, string? Id, JsonElement Data)
{
    /// <summary>The probes that an event of rows has results for, silent ones as many as they are.</summary>
    public IEnumerable<string> Probes =>
    [
        .. Data.GetProperty("results").EnumerateArray().Select(row => $"{row.GetProperty("protocol")}/{row.GetProperty("port")} {row.GetProperty("probe")}"),
        .. Data.GetProperty("silent").EnumerateArray().SelectMany(group =>
            group.GetProperty("ports").GetString()!.Split(',').SelectMany(Ports).Select(port => $"{group.GetProperty("protocol")}/{port} {group.GetProperty("probe")}")),
    ];

    /// <summary>Reads events as they come.</summary>
    public static async IAsyncEnumerable<LiveEvent> ReadAsync(StreamReader reader)
    {
        var (name, id) = ("", (string?)null);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                (name, id) = (line[7..], null);
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                yield return new LiveEvent(name, id, JsonSerializer.Deserialize<JsonElement>(line[6..]));
            }
        }
    }

    private static IEnumerable<int> Ports(string range)
    {
        var ends = range.Split('-').Select(int.Parse).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
