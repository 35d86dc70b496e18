namespace PortScanner.Web.Tests.Architecture;

/// <summary>What the package says of the licences of others, against what their makers say.</summary>
public sealed class LicenceTests
{
    private const string Folder = "usr/lib/portscanner/";

    public static TheoryData<string> Packages => [.. ShippedPackage.All.Select(package => package.Id)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Shipped_package_stands_in_the_copyright_file_with_the_licence_that_its_makers_give(string id)
    {
        var package = ShippedPackage.All.Single(package => package.Id == id);
        Assert.All(package.Files, file =>
        {
            var paragraph = CopyrightFile.About(Folder + file);
            Assert.NotEqual("*", paragraph["Files"]);

            if (package.Licence is null)
            {
                // Somebody has to read what its makers say instead, and to say so.
                Assert.Contains(id, paragraph.GetValueOrDefault("Comment", "").Split(' '));
            }
            else
            {
                Assert.Equal(DebianName(package.Licence), paragraph["License"], ignoreCase: true);
            }
        });
    }

    [Fact]
    public void Copyright_file_names_nothing_that_is_not_shipped() => Assert.All(
        CopyrightFile.Files.Where(paragraph => paragraph["Files"] != "*").SelectMany(paragraph => paragraph["Files"].Split(' ')),
        pattern => Assert.Contains(
            ShippedPackage.All.SelectMany(package => package.Files),
            file => CopyrightFile.Matches(pattern, Folder + file)));

    [Fact]
    public void Words_of_each_licence_that_is_named_stand_there_and_no_others() => Assert.Equal(
        CopyrightFile.Files.Select(paragraph => paragraph["License"]).Distinct().Order(StringComparer.Ordinal),
        CopyrightFile.Licences.Order(StringComparer.Ordinal));

    // Debian calls by the name Expat what SPDX calls MIT.
    private static string DebianName(string expression) => expression == "MIT" ? "Expat" : expression;
}
