using System.Text.Json;
using System.Text.RegularExpressions;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Tests.Features.Live;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>docs/openapi.json, which is kept by hand, says what the program does.</summary>
[Collection<SharedSiteTests>]
public sealed class OpenApiTests(SharedSite shared)
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>(Repository.Read("docs/openapi.json"));

    private static JsonElement Schemas => Document.GetProperty("components").GetProperty("schemas");

    [Fact]
    public void Paths_are_those_that_the_program_maps()
    {
        var mapped = Regex.Matches(
                Repository.Read("src/PortScanner.Web/Features/Live/LiveFeature.cs"),
                "app\\.Map(?<method>[A-Za-z]+)\\(\"(?<path>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5))
            .Select(match => $"{match.Groups["method"].Value.ToLowerInvariant()} {match.Groups["path"].Value}");
        var described = Document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, method) => $"{method.Name} {path.Name}")
            .Where(line => !line.StartsWith("parameters ", StringComparison.Ordinal));
        Assert.Equal(mapped.Concat(["get /ip", "post /port", "post /port/{ports}"]).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Form_has_the_fields_and_profiles_of_the_program()
    {
        var fields = Schemas.GetProperty("Form").GetProperty("properties");
        Assert.Equal(ScanRequest.Fields, fields.EnumerateObject().Select(field => field.Name));
        Assert.Equal(Languages.All.Select(messages => messages.Language.Code), fields.GetProperty("lang").GetProperty("enum").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(ScanProfiles.Names, fields.GetProperty("profile").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void Form_has_the_paces_of_the_program()
    {
        var pace = Schemas.GetProperty("Form").GetProperty("properties").GetProperty("pace");
        var pattern = new Regex(pace.GetProperty("pattern").GetString()!, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        var texts = Enumerable.Range(0, 200).SelectMany(number => new[] { $"{number}", $"{number}s" }).Concat([ScanPace.NormalName, ScanPace.GentleName, "slow", "", "s", "5m"]);
        Assert.All(texts, text => Assert.Equal(ScanPace.TryParse(text, out _, out _), pattern.IsMatch(text)));
        Assert.Contains($"longer than {GentleTime.Minutes(GentleTime.LongestUsual)} minutes", pace.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_have_exactly_the_fields_that_are_described()
    {
        using var visitor = new LiveVisitor(shared.Site, "127.0.3.1");
        var path = await visitor.BeginAsync("consent=yes&ports=1-2000&firewall=yes&expect=none");
        var events = await visitor.ReadToEndAsync(path);
        var created = await visitor.SendAsync("GET", path);
        await visitor.SendAsync("DELETE", path);
        AssertDescribed("Scan", created.Json);
        foreach (var (name, schema) in new[] { ("plan", "Plan"), ("rows", "Rows"), ("progress", "Progress"), ("settled", "End"), ("alive", "Alive"), ("end", "End") })
        {
            AssertDescribed(schema, events.First(item => item.Name == name).Data);
        }
    }

    private static void AssertDescribed(string schema, JsonElement data)
    {
        var fields = data.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Schemas.GetProperty(schema).GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal), fields);
        Assert.Equal(Schemas.GetProperty(schema).GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal), fields);
    }
}
