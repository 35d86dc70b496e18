using PortScanner.Core.Reports;

namespace PortScanner.Core.Tests.Reports;

/// <summary>
/// Whole reports, as files that can be looked at. After a change that is meant, run the tests once with UPDATE_GOLDEN=1 in the
/// environment and read the difference.
/// </summary>
public class GoldenFileTests
{
    public static TheoryData<string, string> Reports => new()
    {
        { nameof(SampleReports.Mixed), "text" },
        { nameof(SampleReports.Mixed), "html" },
        { nameof(SampleReports.Mixed), "ndjson" },
        { nameof(SampleReports.Mixed), "json" },
        { nameof(SampleReports.Mixed), "csv" },
        { nameof(SampleReports.Mixed), "xml" },
        { nameof(SampleReports.Mixed), "grepable" },
        { nameof(SampleReports.Mixed), "list" },
        { nameof(SampleReports.Silent), "text" },
        { nameof(SampleReports.Silent), "html" },
        { nameof(SampleReports.Silent), "xml" },
        { nameof(SampleReports.Silent), "grepable" },
        { nameof(SampleReports.RejectedByRouter), "text" },
        { nameof(SampleReports.AnswersForAll), "text" },
        { nameof(SampleReports.Stateful), "text" },
        { nameof(SampleReports.Stateful), "html" },
        { nameof(SampleReports.Stateful), "json" },
        { nameof(SampleReports.Failed), "text" },
        { nameof(SampleReports.Failed), "html" },
        { nameof(SampleReports.Failed), "json" },
        { nameof(SampleReports.Failed), "xml" },
        { nameof(SampleReports.Failed), "grepable" },
        { nameof(SampleReports.Failed), "list" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void Report_of_a_known_scan_is_the_golden_file(string sample, string format)
    {
        var scan = (SampleScan)typeof(SampleReports).GetMethod(sample)!.Invoke(null, null)!;
        var rendered = scan.Render(ReportFormats.Find(format)!);
        var path = RepositoryFiles.Golden($"{sample}.{format switch { "text" => "txt", _ => format }}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, rendered);
        }

        // Line ends are normalised by git in a checkout; CsvTests hold the ones that matter.
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), rendered.ReplaceLineEndings("\n"));
    }
}
