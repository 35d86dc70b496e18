using Microsoft.AspNetCore.Http;

using PortScanner.Core.Reports;
using PortScanner.Web.Features.Negotiation;

namespace PortScanner.Web.Tests.Units;

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
    public void Format_is_the_one_that_the_caller_likes_best(string accept, string format)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;
        Assert.Equal(format, AcceptHeader.Choose(context.Request, ReportFormats.Text).Name);
    }
}
