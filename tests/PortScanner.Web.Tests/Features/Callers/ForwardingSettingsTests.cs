using System.Net;

using PortScanner.Web.Features.Callers;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Tests.Features.Callers;

public sealed class ForwardingSettingsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Without_a_proxy_nothing_is_forwarded() => Assert.False(ForwardingSettings.Create(new ForwardingOptions(), allowLoopback: true).IsOn);

    [Fact]
    public void Proxies_are_known_by_address_and_by_network_on_either_kind_of_socket()
    {
        var settings = ForwardingSettings.Create(new ForwardingOptions { Proxies = ["127.0.0.1", "2001:db8::5", "10.1.0.0/16"], Secret = Secret });
        Assert.True(settings.IsOn);
        Assert.All(["127.0.0.1", "::ffff:127.0.0.1", "2001:db8::5", "10.1.255.7"], peer => Assert.Null(settings.WhyNoProxy(IPAddress.Parse(peer), null)));
        Assert.All(
            ["127.0.0.2", "::1", "2001:db8::6", "10.2.0.1"],
            peer => Assert.Equal(ForwardingFault.UnknownPeer, settings.WhyNoProxy(IPAddress.Parse(peer), null)));
        Assert.Equal(ForwardingFault.UnknownUser, settings.WhyNoProxy(null, null));
    }

    [Fact]
    public void Secret_is_the_whole_text()
    {
        var settings = ForwardingSettings.Create(new ForwardingOptions { Proxies = ["127.0.0.1"], Secret = Secret });
        Assert.True(settings.IsSecret(Secret));
        Assert.All(["", Secret[1..], Secret + " ", Secret.ToUpperInvariant(), $"\"{Secret}\""], text => Assert.False(settings.IsSecret(text)));
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var message = Assert.Throws<ConfigurationException>(() => ForwardingSettings.Create(
            new ForwardingOptions
            {
                Proxies = ["010.0.0.1", "0.0.0.0/0", "2000::/3"],
                SocketUser = "nobody-of-this-name",
                Header = "X-Forwarded-For",
                Secret = "short",
                ProxyProtocol = "v3",
                Scheme = "ftp",
            },
            allowLoopback: true)).Message;
        Assert.All(
            [
                "\"010.0.0.1\"", "\"0.0.0.0/0\" believes too many", "\"2000::/3\" believes too many", "\"nobody-of-this-name\"", "Forwarding:Header is X-Forwarded-For",
                "Forwarding:Secret must have 32 to 256", "Forwarding:ProxyProtocol is \"v3\"", "Forwarding:Scheme is \"ftp\"", "Admission:AllowLoopback",
            ],
            words => Assert.Contains(words, message, StringComparison.Ordinal));
        Assert.DoesNotContain("short", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, "none", "Forwarding:Secret is missing")]
    [InlineData("127.0.0.1", null, "0123456789abcdef 123456789abcdef0", "none", "Forwarding:Secret must have")]
    [InlineData("127.0.0.1", null, Secret, "v1", "has no meaning with Forwarding:ProxyProtocol")]
    [InlineData(null, null, Secret, "none", "without a proxy")]
    [InlineData(null, null, null, "both", "without a proxy")]
    public void Settings_that_do_not_go_together_are_named(string? proxy, string? user, string? secret, string proxyProtocol, string words)
    {
        var options = new ForwardingOptions { Proxies = proxy is null ? [] : [proxy], SocketUser = user, Secret = secret, ProxyProtocol = proxyProtocol };
        Assert.Contains(words, Assert.Throws<ConfigurationException>(() => ForwardingSettings.Create(options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X PortScanner")]
    [InlineData("X_PortScanner_Client")]
    [InlineData("x-real-ip")]
    [InlineData("Forwarded")]
    [InlineData("X-PortScanner-Secret")]
    public void Header_that_others_set_or_servers_change_is_refused(string name) =>
        Assert.Contains(
            "Forwarding:Header is ",
            Assert.Throws<ConfigurationException>(() => ForwardingSettings.Create(new ForwardingOptions { Header = name })).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("root", 0u)]
    [InlineData("0", 0u)]
    [InlineData("4711", 4711u)]
    public void User_of_the_socket_is_known_by_name_or_number(string user, uint number) =>
        Assert.Equal(number, ForwardingSettings.Create(new ForwardingOptions { SocketUser = user }).SocketUser);

    [Fact]
    public void Each_fault_of_an_address_has_words_of_its_own()
    {
        var faults = Enum.GetValues<AddressFault>().Where(fault => fault != AddressFault.None).Select(ForwardingFault.Of).ToList();
        Assert.Equal(faults.Count, faults.Select(fault => fault.Cause).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("list", ForwardingFault.Of(AddressFault.List).Cause, StringComparison.Ordinal);
        Assert.Contains("wrapped in IPv6", ForwardingFault.Of(AddressFault.Mapped).Cause, StringComparison.Ordinal);
        Assert.Contains("no address", ForwardingFault.Of(AddressFault.NotAnAddress).Cause, StringComparison.Ordinal);
    }
}
