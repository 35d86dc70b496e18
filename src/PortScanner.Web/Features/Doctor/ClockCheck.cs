namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether the clock is right: reports bear the time, a database of several nodes expires scans by it, and certificates need it.</summary>
internal static class ClockCheck
{
    /// <summary>Looks.</summary>
    public static CheckResult Look() => Tool.Read("timedatectl", "show", "--property=NTPSynchronized", "--value")?.Trim() switch
    {
        "yes" => CheckResult.Ok(Subjects.Clock, "It is synchronised."),
        null => CheckResult.Notice(Subjects.Clock, "It was not looked at: that takes systemd's timedatectl.", "See that something sets it (NTP); in a container the host's clock counts."),
        _ => CheckResult.Notice(Subjects.Clock, "It is set by nobody, so reports may bear a wrong time.", "On Debian: apt-get install systemd-timesyncd."),
    };
}
