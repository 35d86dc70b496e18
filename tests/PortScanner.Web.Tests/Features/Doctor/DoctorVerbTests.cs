using System.Net;
using System.Text;

using PortScanner.Engine.Identity;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Doctor;

/// <summary>The doctor, as an operator calls it.</summary>
[Collection<StartedProgram>]
public sealed class DoctorVerbTests
{
    [Fact]
    public void Machine_that_runs_the_tests_is_found_fit()
    {
        RawSockets.Require();
        var (code, written) = Run([]);

        Assert.Equal(0, code);
        Assert.Contains("ok     settings       All can be read, and no secret stands where others can read it.", written, StringComparison.Ordinal);
        Assert.Contains("ok     rights         Raw sockets may be opened", written, StringComparison.Ordinal);
        Assert.Contains("ok     capture        Packets can be captured", written, StringComparison.Ordinal);
        Assert.Contains("ok     results        They stay in this process's memory.", written, StringComparison.Ordinal);
        Assert.Contains("note   contact        Operator:Contact is not set", written, StringComparison.Ordinal);
        foreach (var subject in (string[])["IPv4 source", "IPv6 source", "source ports", "conntrack", "firewall", "clock"])
        {
            Assert.Matches($"(?m)^(ok|note) +{subject} +[A-Z]", written);
        }
    }

    [Fact]
    public void Each_wrong_setting_is_named_with_what_is_allowed()
    {
        var (code, written) = Run(["--Admission:DenyNetworks:0=nonsense", "--Engine:Nonsense=1", "--Forwarding:Proxies:0=0.0.0.0/0", "--Operator:Contact=me"]);

        Assert.Equal(1, code);
        foreach (var name in (string[])["Admission:DenyNetworks", "Engine:Nonsense", "Forwarding:Proxies", "Operator:Contact"])
        {
            Assert.Matches($"(?m)^WRONG  settings +.*{name}.*$", written);
        }

        Assert.Contains(" > docs/configuration.md", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_right_is_told_with_the_way_to_grant_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give the right up for a test");
        var (code, written) = Run([], "setpriv", "--bounding-set=-all", "--inh-caps=-all", "--reuid=65534", "--regid=65534", "--clear-groups");

        Assert.Equal(1, code);
        Assert.Matches("(?m)^WRONG  rights +.*CAP_NET_RAW", written);
        Assert.Contains("AmbientCapabilities=CAP_NET_RAW", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Engine:SourcePorts=30000-40000", "WRONG  engine", "ip_local_port_range")]
    [InlineData("PORTSCANNER_ConnectionStrings__Results=Server=127.0.0.1;Port=1;Database=x;User ID=x;Connection Timeout=2", "WRONG  results", "cannot be used")]
    [InlineData("PORTSCANNER_ConnectionStrings__Results=nonsense", "WRONG  results", "cannot be read")]
    [InlineData("--Admision:DenyNetworks:0=203.0.113.0/24", "WRONG  settings", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Forwarding:Secret=0123456789abcdef0123456789abcdef", "WRONG  settings", "everybody on this machine can read a command line")]
    [InlineData("--site=http://127.0.0.1:1", "WRONG  site", "does not tell")]
    [InlineData("--site=nonsense", "WRONG  site", "that visitors open")]
    public void What_does_not_work_is_wrong(string setting, string mark, string words)
    {
        RawSockets.Require();
        var (code, written) = Run([setting]);

        Assert.Equal(1, code);
        Assert.Contains(mark, written, StringComparison.Ordinal);
        Assert.Contains(words, written, StringComparison.Ordinal);
    }

    [Fact]
    public void Web_face_without_its_tester_is_wrong()
    {
        var (code, written) = Run(["--Role=web", "--Tester:Socket=/nonexistent/tester.sock"]);

        Assert.Equal(1, code);
        Assert.Contains("WRONG  tester         No tester answers behind /nonexistent/tester.sock", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_that_believes_no_header_is_right()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();

        var (code, written) = Run([$"--site=http://127.0.0.1:{site.Port}"]);

        Assert.Equal(0, code);
        Assert.Contains("ok     site           It sees this machine as 127.0.0.1.", written, StringComparison.Ordinal);
        Assert.Contains("ok     forgery ", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-PortScanner-Client")]
    public async Task Site_that_believes_a_header_is_wrong(string header)
    {
        RawSockets.Require();
        var port = RunningSite.FreePort();
        var gullible = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        gullible.Start();
        var answering = AnswerAsync(gullible, header);

        var (code, written) = Run([$"--site=http://127.0.0.1:{port}"]);

        gullible.Close();
        await answering;
        Assert.Equal(1, code);
        Assert.Contains($"WRONG  forgery        It believes what a visitor writes into {header}", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_web_nodes_count_together_the_database_is_that_of_the_limits()
    {
        var found = await StoreCheck.LookAsync("Server=127.0.0.1;Port=1;Database=x;User ID=x;Connection Timeout=2", sharesLimits: true).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(Severity.Ok, "results"), (Severity.Wrong, "limits")], found.Select(result => (result.Severity, result.Subject)));
        Assert.Contains("cannot be used", found[1].Sentence, StringComparison.Ordinal);
        Assert.Equal("ConnectionStrings:Results cannot be read.", (await StoreCheck.LookAsync("nonsense", sharesLimits: true).LastAsync(TestContext.Current.CancellationToken)).Sentence);
    }

    [Fact]
    public void Guide_explains_each_subject()
    {
        var rows = Repository.Read("docs/operations/doctor.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

        var explained = rows.SelectMany(row => row.Split('|')[1].Split(',', StringSplitOptions.TrimEntries));

        Assert.Equal(
            typeof(Subjects).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            explained.Order(StringComparer.Ordinal));
    }

    private static async Task AnswerAsync(HttpListener listener, string header)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await context.Response.OutputStream.WriteAsync(Encoding.ASCII.GetBytes(context.Request.Headers[header] ?? "127.0.0.1"));
            context.Response.Close();
        }
    }

    private static (int? Code, string Written) Run(string[] settings, params string[] launcher)
    {
        var variables = settings.ToLookup(setting => setting.StartsWith("PORTSCANNER_", StringComparison.Ordinal));
        using var process = ProgramProcess.Start(["doctor", .. variables[false]], variables[true], launcher);
        return (process.WaitForExit(), process.Written);
    }
}
