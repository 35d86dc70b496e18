using PortScanner.Reports;

namespace PortScanner.Core.Tests.Reports;

/// <summary>
/// Whole reports, as files that can be looked at. After a change that is meant, run the tests once with UPDATE_GOLDEN=1 in the
/// environment and read the difference.
/// </summary>
public class GoldenFileTests
{
    public static TheoryData<string, string, string> Reports => new()
    {
        { nameof(SampleReports.Mixed), "text", "en" },
        { nameof(SampleReports.Mixed), "html", "en" },
        { nameof(SampleReports.Mixed), "ndjson", "en" },
        { nameof(SampleReports.Mixed), "json", "en" },
        { nameof(SampleReports.Mixed), "csv", "en" },
        { nameof(SampleReports.Mixed), "xml", "en" },
        { nameof(SampleReports.Mixed), "grepable", "en" },
        { nameof(SampleReports.Mixed), "list", "en" },
        { nameof(SampleReports.Mixed), "text", "de" },
        { nameof(SampleReports.Mixed), "text", "fr" },
        { nameof(SampleReports.Mixed), "text", "es" },
        { nameof(SampleReports.Mixed), "html", "de" },
        { nameof(SampleReports.Silent), "text", "en" },
        { nameof(SampleReports.Silent), "html", "en" },
        { nameof(SampleReports.Silent), "xml", "en" },
        { nameof(SampleReports.Silent), "grepable", "en" },
        { nameof(SampleReports.RejectedByRouter), "text", "en" },
        { nameof(SampleReports.AnswersForAll), "text", "en" },
        { nameof(SampleReports.Stateful), "text", "en" },
        { nameof(SampleReports.Stateful), "html", "en" },
        { nameof(SampleReports.Stateful), "json", "en" },
        { nameof(SampleReports.Silent), "text", "de" },
        { nameof(SampleReports.Silent), "text", "fr" },
        { nameof(SampleReports.Silent), "text", "es" },
        { nameof(SampleReports.Banned), "text", "en" },
        { nameof(SampleReports.Banned), "html", "en" },
        { nameof(SampleReports.Banned), "json", "en" },
        { nameof(SampleReports.Banned), "xml", "en" },
        { nameof(SampleReports.Banned), "text", "fr" },
        { nameof(SampleReports.Failed), "text", "en" },
        { nameof(SampleReports.Failed), "html", "en" },
        { nameof(SampleReports.Failed), "json", "en" },
        { nameof(SampleReports.Failed), "xml", "en" },
        { nameof(SampleReports.Failed), "grepable", "en" },
        { nameof(SampleReports.Failed), "list", "en" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void Report_of_a_known_scan_is_the_golden_file(string sample, string format, string language)
    {
        var scan = (SampleScan)typeof(SampleReports).GetMethod(sample)!.Invoke(null, null)!;
        var rendered = scan.In(language).Render(ReportFormats.Find(format)!);
        var path = RepositoryFiles.Golden($"{sample}{(language == "en" ? "" : $".{language}")}.{format switch { "text" => "txt", _ => format }}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, rendered);
        }

        // Line ends are normalised by git in a checkout; CsvTests hold the ones that matter.
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), rendered.ReplaceLineEndings("\n"));
    }
}
