namespace PortScanner.Lab.Program;

/// <summary>A user and the rights that a process gets, as a service manager would set them.</summary>
/// <param name="Id">The user's number, which nobody else has.</param>
/// <param name="GroupId">The group's number.</param>
/// <param name="Capability">The one capability; null for none.</param>
public sealed record ServiceUser(int Id, int GroupId, string? Capability)
{
    /// <summary>The front end: no right at all.</summary>
    public static ServiceUser Web { get; } = new(64102, 64100, null);

    /// <summary>The tester: raw sockets.</summary>
    public static ServiceUser Tester { get; } = new(64101, 64100, "net_raw");

    /// <summary>Somebody else, of the same group.</summary>
    public static ServiceUser Stranger { get; } = new(64103, 64100, null);

    /// <summary>The command that runs another as this user: setpriv(1).</summary>
    public IReadOnlyList<string> Launcher =>
    [
        "setpriv", $"--reuid={Id}", $"--regid={GroupId}", "--clear-groups", "--no-new-privs",
        $"--bounding-set=-all{Granted}", $"--inh-caps=-all{Granted}", $"--ambient-caps=-all{Granted}", "--",
    ];

    private string Granted => Capability is null ? "" : $",+{Capability}";
}
