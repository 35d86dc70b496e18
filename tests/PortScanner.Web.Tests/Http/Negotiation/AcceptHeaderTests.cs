using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Tests.Http.Negotiation;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData("*/*", "text")]
    [InlineData("", "text")]
    [InlineData("nonsense", "text")]
    [InlineData("image/png", "text")]
    [InlineData("text/html", "html")]
    [InlineData("TEXT/HTML; charset=utf-8", "html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html")] // Chromium, Firefox
    [InlineData("text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01", "html")] // lynx
    [InlineData("text/html, text/*;q=0.5, image/*, application/*", "html")] // w3m
    [InlineData("text/csv;q=0.2, application/json;q=0.9", "json")]
    [InlineData("application/json;q=0.5, */*", "text")]
    [InlineData("application/json;q=0, text/csv;q=0.1", "csv")]
    [InlineData("application/x-ndjson", "ndjson")]
    public void Format_is_the_one_that_the_caller_likes_best(string accept, string format) => Assert.Equal(format, Chosen(accept, ReportFormats.Text).Name);

    [Theory]
    [InlineData("*/*", "html")]
    [InlineData("text/*, image/*, */*;q=0.2", "html")] // Dillo
    [InlineData("text/*;q=0.5, application/json;q=0.4", "html")]
    [InlineData("image/png", "html")]
    [InlineData("", "html")]
    [InlineData("text/html;q=0, */*", "text")]
    [InlineData("text/html;q=0", "text")]
    [InlineData("text/plain, */*;q=0.1", "text")]
    public void Browser_that_takes_anything_gets_a_page_unless_it_takes_none(string accept, string format) => Assert.Equal(format, Chosen(accept, ReportFormats.Html).Name);

    [Fact]
    public void List_of_thousands_is_not_read()
    {
        var accept = $"text/csv, {string.Join(',', Enumerable.Repeat("a/b", 2000))}";
        Assert.Same(ReportFormats.Text, Chosen(accept, ReportFormats.Text));
        Assert.Same(ReportFormats.Text, Chosen(accept.Split(','), ReportFormats.Text));
        Assert.Same(ReportFormats.Csv, Chosen(accept[..1000], ReportFormats.Text));
    }

    private static IReportFormat Chosen(StringValues accept, IReportFormat fallback)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;
        return AcceptHeader.Choose(context.Request, fallback);
    }
}
