using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Documentation;

/// <summary>Runs the README's commands as they stand there, on a host that has nothing but loopback.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string StartCommand = "./deploy/run.sh";
    private const string TestCommand = "./tests/run.sh";
    private const string DryRunCommand = "./deploy/run.sh dry-run ";
    private const string DoctorCommand = "./deploy/run.sh doctor";

    private readonly NetworkNamespace _host;

    public ReadmeTests()
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _host = NetworkNamespace.Create($"ps-{Environment.ProcessId}-readme");
    }

    [Fact]
    public async Task Every_command_of_the_README_works_and_the_shown_output_is_real()
    {
        Assert.Contains(StartCommand, Readme.Commands);
        using var program = _host.StartIn("/bin/sh", ["-c", $"exec {StartCommand}"], BuiltProgram.Repository);
        await Eventually.Holds(() => Shell("curl -sf http://127.0.0.1:8080/healthz").ExitCode == 0, "the program is ready", TimeSpan.FromMinutes(4));

        foreach (var command in Readme.Commands.Where(command => command.StartsWith(DryRunCommand, StringComparison.Ordinal)))
        {
            Assert.Contains("Nothing is sent.", Shell(command).Succeeded().Output, StringComparison.Ordinal);
        }

        Assert.Contains(DoctorCommand, Readme.Commands);
        Assert.Contains("ok     rights ", Shell(DoctorCommand).Succeeded().Output, StringComparison.Ordinal);

        var outputs = Readme.Commands
            .Where(command => command.StartsWith("curl ", StringComparison.Ordinal))
            .Select(command => Shell(command).Succeeded().Output)
            .ToList();

        Assert.True(program.Terminate(TimeSpan.FromSeconds(10)), program.Written);
        Assert.Equal(Readme.Masked(Readme.ShownOutput), Readme.Masked(outputs[0]));
        Assert.All(outputs, output => Assert.Contains("127.0.0.1", output, StringComparison.Ordinal));
        Assert.Contains("browse to http://127.0.0.1:8080", program.Written, StringComparison.Ordinal);
        Assert.Contains("curl -sN -d consent=yes http://127.0.0.1:8080/scan", program.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_has_no_command_that_nobody_runs() => Assert.All(Readme.Commands, command => Assert.True(
        command is StartCommand or TestCommand or DoctorCommand
        || command.StartsWith(DryRunCommand, StringComparison.Ordinal)
        || command.StartsWith("curl ", StringComparison.Ordinal),
        command));

    [Fact]
    public void Dry_run_needs_no_right()
    {
        var result = Command.Run(
            "setpriv",
            ["--bounding-set=-net_raw", "--inh-caps=-net_raw", Path.Combine(BuiltProgram.Repository, StartCommand), "dry-run", "ports=22"]);

        Assert.Contains(" packets for 1 probes and 3 controls", result.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_without_the_right_to_send_names_it_and_fails()
    {
        var result = Command.Run(
            "setpriv", ["--bounding-set=-net_raw", "--inh-caps=-net_raw", Path.Combine(BuiltProgram.Repository, StartCommand)]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("CAP_NET_RAW", result.Errors, StringComparison.Ordinal);
        Assert.Contains("setpriv", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_hands_its_arguments_on_to_the_program()
    {
        var result = Command.Run(Path.Combine(BuiltProgram.Repository, StartCommand), ["--Admission:DenyNetworks:0=10.0.0.1/8"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Admission:DenyNetworks", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private CommandResult Shell(string command) => _host.StartIn("/bin/sh", ["-c", command], BuiltProgram.Repository).Finish();
}
