using System.Diagnostics;
using System.Net;

using Microsoft.Extensions.Logging;

using PortScanner.Web.Features.Admission;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>What happens when the lists of who is never tested change while the program runs.</summary>
public sealed class PolicyReloadTests : IDisposable
{
    private static readonly IPAddress Visitor = IPAddress.Parse("9.9.9.9");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-reload-").FullName;
    private readonly Written _log = new();

    private string SettingsFile => Path.Combine(_folder, "appsettings.json");

    private string OptOutFile => Path.Combine(_folder, "opt-out");

    [Fact]
    public async Task Denied_networks_change_with_the_settings_and_wrong_ones_leave_those_in_force()
    {
        Deny("9.9.9.0/24");
        var (settings, reload) = await StartAsync();
        Assert.NotNull(settings.Policy.Check(Visitor, []));

        Deny("9.9.8.0/24");
        await HoldsAsync(() => settings.Policy.Check(Visitor, []) is null);
        Deny("9.9.9.0/24");
        await HoldsAsync(() => settings.Policy.Check(Visitor, []) is not null);

        Deny("9.9.8.0/24", "9.9.9.1/24");
        await HoldsAsync(() => _log.Text.Contains("no network at 1", StringComparison.Ordinal));
        Assert.NotNull(settings.Policy.Check(Visitor, []));

        Write(SettingsFile, "{ \"Admission\": {");
        await HoldsAsync(() => _log.Text.Contains("cannot be read from the settings", StringComparison.Ordinal));
        Assert.NotNull(settings.Policy.Check(Visitor, []));

        Write(SettingsFile, """{ "Admission": { "DenyNetwork": [] } }""");
        await HoldsAsync(() => _log.Count("cannot be read from the settings") > 1);
        Assert.NotNull(settings.Policy.Check(Visitor, []));

        Write(SettingsFile, "{}");
        await HoldsAsync(() => settings.Policy.Check(Visitor, []) is null);
        Assert.DoesNotContain("9.9.", _log.Text, StringComparison.Ordinal);
        await reload.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task File_of_those_who_opted_out_is_read_again_and_a_wrong_one_leaves_what_is_in_force()
    {
        Deny();
        Write(OptOutFile, "# asked on a Monday\n\n9.9.9.0/24 # all of it\r\n2620:fe::/48\n");
        var (settings, reload) = await StartAsync();
        Assert.NotNull(settings.Policy.Check(Visitor, []));
        Assert.NotNull(settings.Policy.Check(IPAddress.Parse("2620:fe::9"), []));

        Write(OptOutFile, "2620:fe::/48\n");
        await HoldsAsync(() => settings.Policy.Check(Visitor, []) is null);

        Write(OptOutFile, "9.9.9.0/24\nnonsense\n# fine\n9.9.9.1/24");
        await HoldsAsync(() => _log.Text.Contains("is wrong in line 2, 4", StringComparison.Ordinal));
        Assert.Null(settings.Policy.Check(Visitor, []));

        File.Delete(OptOutFile);
        await HoldsAsync(() => _log.Text.Contains("Admission:OptOutFile has changed, but what was in force stays, since it cannot be read", StringComparison.Ordinal));
        Assert.NotNull(settings.Policy.Check(IPAddress.Parse("2620:fe::9"), []));
        Assert.DoesNotContain("9.9.", _log.Text, StringComparison.Ordinal);
        await reload.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("8.8.8.0/24\n8.8.8.8\n", "is wrong in line 2;")]
    public void File_that_is_missing_or_wrong_keeps_the_program_from_starting(string? text, string words)
    {
        if (text is not null)
        {
            File.WriteAllText(OptOutFile, text);
        }

        var error = Assert.Throws<ConfigurationException>(() => AdmissionSettings.Create(new AdmissionOptions { OptOutFile = OptOutFile }));
        Assert.Contains("Admission:OptOutFile", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ScansPerAddress")]
    [InlineData("ScansPerSite")]
    [InlineData("ScansInAll")]
    [InlineData("RefusedFormsPerAddress")]
    [InlineData("RefusedFormsPerSite")]
    [InlineData("LiveScansPerHousehold")]
    [InlineData("LiveScansPerSite")]
    [InlineData("GentleShare")]
    [InlineData("LimitWindow")]
    [InlineData("Cooldown")]
    public void Limit_that_makes_no_sense_is_named(string setting)
    {
        var options = new AdmissionOptions();
        var property = typeof(AdmissionOptions).GetProperty(setting)!;
        property.SetValue(options, property.PropertyType == typeof(int) ? 0 : TimeSpan.FromDays(2));
        var error = Assert.Throws<ConfigurationException>(() => AdmissionSettings.Create(options));
        Assert.Contains($"Admission:{setting} is {property.GetValue(options)}; allowed is", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Write(string file, string text) => File.WriteAllText(file, text);

    private static async Task HoldsAsync(Func<bool> condition)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Timeout);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private void Deny(params IEnumerable<string> networks) => File.WriteAllText(
        SettingsFile,
        $$"""{ "Admission": { {{(File.Exists(OptOutFile) ? $"\"OptOutFile\": \"{OptOutFile}\", " : "")}}"DenyNetworks": [{{string.Join(", ", networks.Select(network => $"\"{network}\""))}}] } }""");

    private async Task<(AdmissionSettings Settings, PolicyReload Reload)> StartAsync()
    {
        if (File.Exists(OptOutFile))
        {
            Deny();
        }

        var settings = SiteSettings.Read(new StartContext(CommandLine.Parse([], typeof(SiteOptions)), new Dictionary<string, string>(StringComparer.Ordinal), _folder));
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var reload = new PolicyReload(settings.Admission, settings.Options.Admission, settings.Reader, TimeProvider.System, factory.CreateLogger<PolicyReload>());
        await reload.StartAsync(CancellationToken.None);
        return (settings.Admission, reload);
    }

    private sealed class Written : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public string Text
        {
            get
            {
                lock (_lines)
                {
                    return string.Join('\n', _lines);
                }
            }
        }

        public int Count(string words) => Text.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
