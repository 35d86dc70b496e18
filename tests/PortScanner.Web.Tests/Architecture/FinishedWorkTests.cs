using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

public sealed class FinishedWorkTests
{
    // Put together, so that this file does not find itself.
    private static readonly string[] Marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

    [Fact]
    public void No_file_says_that_something_is_left_to_do() =>
        Assert.Empty(
            from file in Repository.WrittenFiles()
            let text = Repository.Read(file)
            from mark in Marks
            where text.Contains(mark, StringComparison.Ordinal)
            select $"{file}: {mark}");

    [Fact]
    public void Files_are_found_at_all() => Assert.Contains("src/PortScanner.Web/Program.cs", Repository.WrittenFiles());
}
