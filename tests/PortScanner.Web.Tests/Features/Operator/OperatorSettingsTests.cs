using System.Net;

using PortScanner.Web.Features.Operator;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Tests.Features.Operator;

public sealed class OperatorSettingsTests
{
    private static readonly OperatorSettings Nobody = new(null, null);
    private static readonly string[] Named = ["scan.example.org"];

    [Theory]
    [InlineData("mailto:abuse@example.org", "abuse@example.org")]
    [InlineData("https://example.org/contact", "https://example.org/contact")]
    [InlineData(null, null)]
    [InlineData("", null)]
    public void Contact_is_an_address_for_mail_or_a_page(string? text, string? words) =>
        Assert.Equal(words, OperatorSettings.Create(new OperatorOptions { Contact = text }).ContactInWords);

    [Theory]
    [InlineData("abuse@example.org")]
    [InlineData("http://example.org/")]
    [InlineData("mailto:")]
    [InlineData("mailto:abuse")]
    [InlineData("mailto:abuse@example.org\nExpires: 1970-01-01T00:00:00Z")]
    [InlineData("javascript:alert(1)")]
    public void Contact_of_another_kind_is_refused(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() => OperatorSettings.Create(new OperatorOptions { Contact = text }));
        Assert.StartsWith("Operator:Contact is ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://scan.example.org", "https://scan.example.org/.well-known/probing.txt")]
    [InlineData("https://scan.example.org:8443/", "https://scan.example.org:8443/.well-known/probing.txt")]
    public void Origin_tells_where_the_probes_are_described(string origin, string described) =>
        Assert.Equal(described, OperatorSettings.Create(new OperatorOptions { PublicOrigin = origin }).ProbeUri);

    [Theory]
    [InlineData("scan.example.org")]
    [InlineData("https://scan.example.org/scan")]
    [InlineData("https://scan.example.org/?a=b")]
    [InlineData("https://user@scan.example.org/")]
    [InlineData("ftp://scan.example.org")]
    public void Origin_of_another_kind_is_refused(string text)
    {
        var error = Assert.Throws<ConfigurationException>(() => OperatorSettings.Create(new OperatorOptions { PublicOrigin = text }));
        Assert.StartsWith("Operator:PublicOrigin is ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9.9.9.9", "", true)]
    [InlineData("2620:fe::9", "", true)]
    [InlineData("::ffff:9.9.9.9", "", true)]
    [InlineData("0.0.0.0", "127.0.0.1 10.0.0.1 9.9.9.9", true)]
    [InlineData("::", "::1 fe80::1 2620:fe::9", true)]
    [InlineData("::", "127.0.0.1 9.9.9.9", true)]
    [InlineData("0.0.0.0", "127.0.0.1 10.0.0.1 fd00::1", false)]
    [InlineData("127.0.0.1", "9.9.9.9", false)]
    [InlineData("::1", "9.9.9.9", false)]
    [InlineData("192.168.1.1", "9.9.9.9", false)]
    [InlineData("203.0.113.1", "", false)]
    [InlineData("fd00::1", "", false)]
    public void Address_of_the_internet_is_not_listened_on_without_a_contact_and_a_name(string address, string own, bool isPublic)
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), 443);
        var error = Record.Exception(() => PublicListening.Check(Nobody, Named, endpoint, Own));
        Assert.Equal(isPublic ? typeof(ConfigurationException) : null, error?.GetType());
        var somebody = new OperatorSettings(new Uri("mailto:abuse@example.org"), null);
        error = Record.Exception(() => PublicListening.Check(somebody, ["*"], endpoint, Own));
        Assert.Equal(isPublic ? typeof(ConfigurationException) : null, error?.GetType());
        PublicListening.Check(somebody, Named, endpoint, Own);

        IEnumerable<IPAddress> Own() => own.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse);
    }

    [Theory]
    [InlineData("scan.example.org", true)]
    [InlineData("scan.example.org;127.0.0.1;[::1]", true)]
    [InlineData("9.9.9.9", true)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("scan.example.org;*", false)]
    [InlineData("[::]", false)]
    [InlineData("scan.example.org;0.0.0.0", false)]
    [InlineData("LocalHost;127.0.0.1;[::1]", false)]
    public void Site_is_named_by_what_others_than_this_machine_call_it_and_by_nothing_that_stands_for_every_name(string hosts, bool isNamed) =>
        Assert.Equal(isNamed, SiteNames.Complaint(SiteNames.Split(hosts), "it is public") is null);

    [Fact]
    public void Unix_socket_is_no_address_of_the_internet() => PublicListening.Check(Nobody, [], null, () => [IPAddress.Parse("9.9.9.9")]);

    [Fact]
    public void Files_have_the_fields_that_the_standards_ask_for_a_line_each()
    {
        var settings = OperatorSettings.Create(new OperatorOptions { Contact = "mailto:abuse@example.org", PublicOrigin = "https://scan.example.org" });
        Assert.Equal(
            "Canonical: https://scan.example.org/.well-known/security.txt\nContact: mailto:abuse@example.org\nExpires: 2027-02-19T00:00:00Z\nPreferred-Languages: en, de, fr, es\n",
            WellKnownFiles.Write(settings, new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), WellKnownFiles.SecurityPath, ""));
    }
}
