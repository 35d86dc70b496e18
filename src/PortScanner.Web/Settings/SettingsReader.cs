using PortScanner.Web.Features.Admission;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Settings;

/// <summary>
/// Reads all settings from all places: the file, the environment, systemd's credentials, the command line; the last one wins. There is no
/// other reader: the program, the dry run and the doctor see the same, and refuse the same.
/// </summary>
/// <param name="start">What the process was started with.</param>
internal sealed class SettingsReader(StartContext start) : IDeniedNetworks
{
    private readonly SettingsFile _file = new(start.Folder);

    /// <inheritdoc />
    public (DateTime Written, long Length)? Stamp => _file.Stamp;

    /// <summary>Reads what is set.</summary>
    /// <param name="errors">Where a sentence is added for each thing that is wrong; what it is about keeps its default.</param>
    /// <param name="written">All that was written.</param>
    public SiteOptions Read(ICollection<string> errors, out SettingNode written)
    {
        written = new SettingNode("", place: null);
        foreach (var error in start.CommandLine.Errors)
        {
            errors.Add(error);
        }

        _file.Read(written, errors);
        ReadEnvironmentFile(written, errors);
        new EnvironmentSettings(typeof(SiteOptions), SettingPlace.Environment).Read(start.Environment, written, errors);
        Credentials.Read(start.Environment.GetValueOrDefault(Credentials.FolderVariable), typeof(SiteOptions), written, errors);
        foreach (var (name, value) in start.CommandLine.Settings)
        {
            written.Set(name, value, SettingPlace.CommandLine);
        }

        TrustGuard.Check(start.Environment.Where(variable => !string.IsNullOrWhiteSpace(variable.Value)).Select(variable => variable.Key), written, errors);
        var options = new SiteOptions();
        new SettingsBinder(typeof(SiteOptions), errors).Fill(options, written);
        return options;
    }

    /// <inheritdoc />
    public IReadOnlyList<string>? Read()
    {
        var errors = new List<string>();
        var options = Read(errors, out _);
        return errors.Count == 0 ? options.Admission.DenyNetworks : null;
    }

    // The service has its variables from systemd already; who calls the program by hand has not.
    private void ReadEnvironmentFile(SettingNode written, ICollection<string> errors)
    {
        var path = EnvironmentFile.Beside(_file);
        var variables = EnvironmentFile.Read(path);
        if (FileSecrecy.Exposure(path) is { } exposure && variables.Any(variable => SettingsSchema.IsSecretVariable(typeof(SiteOptions), variable.Key)))
        {
            errors.Add($"{path} holds a secret, and {exposure}. chmod 600 {path}");
        }

        if (start.CommandLine.Verb != Verb.Serve)
        {
            new EnvironmentSettings(typeof(SiteOptions), new SettingPlace($"in {path}", SettingPlace.EnvironmentPrefix, SettingPlace.EnvironmentSeparator))
                .Read(variables, written, errors);
        }
    }
}
