using System.Text.Json;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>A scan over the live API, as the page does it, with curl.</summary>
/// <param name="visitor">Who asks.</param>
/// <param name="path">The scan's path.</param>
public sealed class LiveScan(Visitor visitor, string path)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The scan's path.</summary>
    public string Path => path;

    /// <summary>Begins a scan.</summary>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public static LiveScan Begin(Visitor visitor, ScanForm form)
    {
        var answer = visitor.Curl("/api/scans", form.Arguments());
        return answer.Status == 201
            ? new LiveScan(visitor, answer.Header("Location")!)
            : throw new InvalidOperationException($"{answer.Status}\n{answer.Body}");
    }

    /// <summary>Follows it to its end.</summary>
    /// <returns>The last row of each question, and the verdict's name.</returns>
    public (ScanReport Report, string Verdict) Follow()
    {
        var rows = new Dictionary<string, ScanRow>(StringComparer.Ordinal);
        var name = "";
        var verdict = "";
        var plan = default(JsonElement);
        foreach (var line in visitor.Curl($"{path}/events", "-N").Body.Split('\n'))
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonSerializer.Deserialize<JsonElement>(line[6..]);
                switch (name)
                {
                    case "plan":
                        plan = data;
                        break;
                    case "rows":
                        foreach (var row in RowsOf(data))
                        {
                            rows[row.Question] = row;
                        }

                        break;
                    case "end":
                        verdict = data.GetProperty("verdict").GetString()!;
                        break;
                    default:
                        break;
                }
            }
        }

        var target = new ScanReportTarget(plan.GetProperty("address").GetString()!, plan.GetProperty("family").GetString()!);
        return (new ScanReport(target, plan.GetProperty("profile").GetString()!, 0, [.. rows.Values], null, null), verdict);
    }

    /// <summary>Fetches its report.</summary>
    public ScanReport Report() => ScanReport.Parse(visitor.Curl($"{path}/report?format=json"));

    /// <summary>Follows it until the returned command is killed.</summary>
    public Command Watch(NetworkNamespace host) => host.StartIn("curl", ["-sSN", visitor.Page($"{path}/events")]);

    /// <summary>Gives it up, as a page does that is being closed.</summary>
    public HttpAnswer Abandon() => visitor.Curl($"{path}/abandon", "-X", "POST");

    /// <summary>Deletes it.</summary>
    public HttpAnswer Delete() => visitor.Curl(path, "-X", "DELETE");

    private static IEnumerable<ScanRow> RowsOf(JsonElement data) =>
    [
        .. data.GetProperty("results").Deserialize<ScanRow[]>(Options)!,
        .. data.GetProperty("silent").EnumerateArray().SelectMany(group => group.GetProperty("ports").GetString()!.Split(',').SelectMany(PortsOf).Select(port =>
            new ScanRow(
                group.GetProperty("protocol").GetString()!, port, group.GetProperty("probe").GetString()!, group.GetProperty("state").GetString()!,
                group.GetProperty("reason").GetString()!, false, null, null, null, group.GetProperty("attempts").GetInt32()))),
    ];

    private static IEnumerable<int> PortsOf(string range)
    {
        var ends = range.Split('-').Select(int.Parse).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
