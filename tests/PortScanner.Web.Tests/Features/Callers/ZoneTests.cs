using System.Net;

using Microsoft.AspNetCore.Http;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Sending;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Callers;

/// <summary>The number of one of this machine's interfaces, which an address of one link bears, is shown to nobody and compared with nothing.</summary>
public sealed class ZoneTests
{
    [Fact]
    public void Visitors_address_is_shown_without_its_zone_and_judged_with_it()
    {
        var context = new DefaultHttpContext();
        CallerAddress.Prove(context, IPAddress.Parse("fe80::1%3"));

        Assert.Equal("fe80::1", $"{CallerAddress.Of(context)!.Shown}");
        Assert.Equal("fe80::1", $"{Visitor.Of(context, new WebOptions()).Address}");
        Assert.Null(new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions())).TryAdmit(CallerAddress.Of(context), out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void Own_addresses_have_none() => Assert.All(OwnAddresses.Read().Where(own => own.IsIPv6LinkLocal), own => Assert.Equal(0, own.ScopeId));

    [Theory]
    [InlineData("fe80::1", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("fe80::1%3", false)]
    [InlineData("fe80::1%lo", false)]
    [InlineData("192.0.2.01", false)]
    public void Testers_word_for_who_answered_has_none(string responder, bool isRight) => Assert.Equal(
        isRight,
        new ResultMessage { Kind = ProbeKind.Syn, Port = 80, State = PortState.Rejected, Reason = Reason.AdminProhibited, Responder = responder, Attempts = 1 }.ToResult() is not null);
}
