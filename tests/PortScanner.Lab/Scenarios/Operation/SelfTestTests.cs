using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Operation;

/// <summary><c>portscanner selftest</c>, on a machine where all is well, and on one with a fault on each stretch of the way.</summary>
public sealed class SelfTestTests : IDisposable
{
    private static readonly string AllRight = RightOf("IPv4") + RightOf("IPv6");

    private readonly NetworkNamespace _machine;

    public SelfTestTests()
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _machine = NetworkNamespace.Create($"ps-{Environment.ProcessId}-self");
    }

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("selftest")]
    [InlineData("selftest", "on=namespace", "--Engine:SourcePorts=40000-41999", "--Engine:SourceAddresses:0=192.0.2.1")]
    public void Ports_of_both_families_are_read_right_in_a_namespace_of_its_own_whatever_rules_the_machine_has(params string[] line)
    {
        Firewall.Set(_machine, "output", "drop");

        var (code, written) = Run(line);

        Assert.StartsWith(AllRight + "Tested in a network namespace of its own, over a virtual Ethernet link: 8 right, 0 wrong, in ", written, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Service_that_may_make_no_namespace_tests_on_loopback()
    {
        // Root of a user namespace is what anybody may become where the kernel lets him; a unit is confined to none (RestrictNamespaces).
        var (code, written) = Run(["setpriv", "--bounding-set=-all,+net_raw", "--inh-caps=-all,+net_raw", "--ambient-caps=-all,+net_raw"], "selftest", "on=loopback");

        Assert.StartsWith(AllRight + "Tested on this machine's loopback interface: 8 right, 0 wrong, in ", written, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("output", "tcp sport 61000-65535 drop", "no probe came to the port", "Filters: rules of output")]
    [InlineData("input", "tcp sport 61000-65535 drop", "probes came to the port, and it did not answer", "Filters or reverse path")]
    public void Rules_that_are_in_the_way_are_named(string hook, string rule, string cause, string cure)
    {
        Firewall.Set(_machine, hook, rule);

        var (code, written) = Run("selftest", "on=loopback");

        Assert.Equal(1, code);
        Assert.Contains("WRONG  IPv4 open ", written, StringComparison.Ordinal);
        Assert.Contains("WRONG  IPv6 closed ", written, StringComparison.Ordinal);
        Assert.Contains(cause, written, StringComparison.Ordinal);
        Assert.Contains($"> {cure}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_right_is_named()
    {
        var (code, written) = Run([.. ServiceUser.Web.Launcher], "selftest", "on=loopback");

        Assert.Equal(1, code);
        Assert.Contains("WRONG  capture        This process may not open raw sockets: it lacks CAP_NET_RAW.", written, StringComparison.Ordinal);
    }

    private static string RightOf(string family) => $"""
        ok     {family} open      open (syn-ack)
        ok     {family} closed    closed (reset)
        ok     {family} silent    stealth (no-reply)
        ok     {family} rejecting rejected (admin-prohibited)

        """;

    private (int Code, string Written) Run(params string[] words) => Run([], words);

    private (int Code, string Written) Run(string[] launcher, params string[] words)
    {
        string[] line = [.. launcher, "dotnet", launcher.Length == 0 ? BuiltProgram.Assembly : BuiltProgram.AssemblyForOthers, .. words];
        var result = _machine.RunIn(line[0], line[1..]);
        return (result.ExitCode, result.Output + result.Errors);
    }
}
