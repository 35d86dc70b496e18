namespace PortScanner.Web.Features.Doctor;

/// <summary>Rules of this machine's own nftables that can keep probes from leaving.</summary>
internal static class LocalFirewall
{
    /// <summary>Looks.</summary>
    public static Finding Look() => Tool.Read("nft", "list", "ruleset") is { } rules
        ? Judge(rules)
        : Finding.Notice(
            Subjects.Firewall, "The local firewall was not looked at: that takes root, and the program nft.",
            "As root: nft list ruleset. Rules of output and egress hooks must let the tester's source ports out.");

    /// <summary>Judges what <c>nft list ruleset</c> prints.</summary>
    public static Finding Judge(string rules)
    {
        var stopping = new List<string>();
        var chain = "";
        var isOnTheWayOut = false;
        foreach (var line in rules.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("chain ", StringComparison.Ordinal))
            {
                chain = line.Split(' ')[1];
                isOnTheWayOut = false;
            }
            else if (line.StartsWith("type ", StringComparison.Ordinal))
            {
                isOnTheWayOut = line.Contains(" hook output ", StringComparison.Ordinal) || line.Contains(" hook egress ", StringComparison.Ordinal)
                    || line.Contains(" hook postrouting ", StringComparison.Ordinal);
            }

            if (isOnTheWayOut && line.Split(' ', ';').Any(word => word is "drop" or "reject"))
            {
                stopping.Add(chain);
            }
        }

        return stopping.Count == 0
            ? Finding.Right(Subjects.Firewall, "No rule of nftables on the way out drops or rejects.")
            : Finding.Notice(
                Subjects.Firewall, $"Rules on the way out drop or reject (chains {string.Join(", ", stopping.Distinct(StringComparer.Ordinal))}); ports that they stop end as unknown (send-refused).",
                "Let the tester's source ports (Engine:SourcePorts) and ICMP echo out; the egress guard of deploy/nftables may stay.");
    }
}
