using System.Globalization;
using System.Net;

using PortScanner.Cluster.Options;
using PortScanner.Core.Addresses;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Cluster;

/// <summary><see cref="ClusterOptions"/>, checked.</summary>
/// <param name="Options">As they were set.</param>
/// <param name="OwnNetworks">The networks of the cluster's own machines, which are never tested.</param>
/// <param name="Reflectors">Addresses of the operator's own that answer on closed ports.</param>
/// <param name="Spread">What of a scan goes to several testers.</param>
internal sealed record ClusterSettings(ClusterOptions Options, IReadOnlyList<IPNetwork> OwnNetworks, IReadOnlyList<IPAddress> Reflectors, ScanSpread Spread)
{
    // What is set otherwise was written by the operator.
    private static readonly ClusterOptions Defaults = new();

    /// <summary>The names that <c>Cluster:Spread</c> takes.</summary>
    public static IReadOnlyList<string> Spreads { get; } = ["none", "udp", "all"];

    /// <summary>Without a cluster.</summary>
    public static ClusterSettings None { get; } = new(new ClusterOptions(), [], [], ScanSpread.None);

    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    /// <summary>Whether nodes meet on a bus.</summary>
    public bool IsOn => Options.Bus.Count > 0;

    /// <summary>This node's name.</summary>
    public string Node => Options.Node!;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="tester">The socket, which a bus takes the place of.</param>
    /// <param name="role">What the process is.</param>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, and what is allowed.</exception>
    public static ClusterSettings Create(ClusterOptions options, TesterOptions tester, ProcessRole role)
    {
        var errors = new List<string>();
        if (options.Bus.Count == 0)
        {
            RefuseWithoutBus(options, errors);
        }
        else
        {
            ClusterIdentity.Check(options, role, errors);
            CheckRole(options, tester, role, errors);
        }

        var own = CidrNetworks.Parse("Cluster:OwnNetworks", options.OwnNetworks, errors);
        var reflectors = ReadReflectors(options.Reflectors, errors);
        CheckNumbers(options, errors);
        var spread = Spreads.Index().Where(name => name.Item == options.Spread).Select(name => (ScanSpread?)name.Index).FirstOrDefault();
        if (spread is null)
        {
            errors.Add($"Cluster:Spread is \"{options.Spread}\"; allowed is {string.Join(", ", Spreads)}.");
        }

        return errors.Count == 0 ? new ClusterSettings(options, own, reflectors, spread!.Value) : throw new ConfigurationException(errors);
    }

    // Whoever writes one of them counts on a cluster.
    private static void RefuseWithoutBus(ClusterOptions options, List<string> errors)
    {
        var isAnySet = options.Node is not null || options.NKeyFile is not null || options.CaFile is not null || options.SigningKeyFile is not null
            || options.LimitSecretFile is not null || options.WebNodes.Count > 0 || options.Testers.Count > 0 || options.OwnNetworks.Count > 0
            || options.Reflectors.Count > 0 || options.SecondOpinion || options.Spread != Defaults.Spread || options.DrainTime != Defaults.DrainTime
            || options.ScansPerMinutePerWebNode != Defaults.ScansPerMinutePerWebNode;
        if (isAnySet)
        {
            errors.Add("The settings of Cluster mean nothing without Cluster:Bus; name the servers of the broker in it, such as --Cluster:Bus:0=tls://bus.example.org:4222.");
        }
    }

    private static void CheckRole(ClusterOptions options, TesterOptions tester, ProcessRole role, List<string> errors)
    {
        if (role == ProcessRole.All)
        {
            errors.Add("Cluster:Bus is set, and Role is all: one process that does everything needs no other. Set Role to web or tester, or leave Cluster:Bus out.");
        }

        var usual = new TesterOptions();
        if (tester.Socket != usual.Socket || tester.WebUser is not null)
        {
            errors.Add("Tester:Socket and Tester:WebUser mean nothing with Cluster:Bus, over which front ends and testers meet; leave one of the two out.");
        }

        if (role == ProcessRole.Web && options.Testers.Count == 0)
        {
            errors.Add("Cluster:Testers is empty, so that nobody may test; allowed is the name and public key of each tester, as portscanner keys new NAME prints them.");
        }

        if (role == ProcessRole.Tester && options.LimitSecretFile is not null)
        {
            errors.Add("Cluster:LimitSecretFile is for web nodes, which count visitors together; a tester has its own limits.");
        }

        if (role == ProcessRole.Tester && (options.SecondOpinion || options.Spread != Defaults.Spread))
        {
            errors.Add("Cluster:SecondOpinion and Cluster:Spread are for web nodes, which choose testers; a tester asks what it is asked for.");
        }

        if (role == ProcessRole.Web && options.ScansPerMinutePerWebNode != Defaults.ScansPerMinutePerWebNode)
        {
            errors.Add("Cluster:ScansPerMinutePerWebNode is for testers, which count by it what each web node asks for.");
        }

        if (role == ProcessRole.Tester && options.WebNodes.Count == 0)
        {
            errors.Add("Cluster:WebNodes is empty, so that nobody may ask; allowed is the name and public key of each web node, as portscanner keys new NAME prints them.");
        }
    }

    private static List<IPAddress> ReadReflectors(IReadOnlyList<string> entries, List<string> errors)
    {
        var reflectors = new List<IPAddress>();
        foreach (var entry in entries)
        {
            if (CanonicalAddress.Read(entry, out var address) == AddressFault.None)
            {
                reflectors.Add(address!);
            }
            else
            {
                errors.Add($"Cluster:Reflectors: \"{entry}\" is no address; allowed is one such as 203.0.113.7 or 2001:db8::7.");
            }
        }

        return reflectors;
    }

    private static void CheckNumbers(ClusterOptions options, List<string> errors)
    {
        if (options.DrainTime < TimeSpan.Zero || options.DrainTime > LongestDrain)
        {
            errors.Add($"Cluster:DrainTime is {options.DrainTime}; allowed is 00:00:00 to {LongestDrain} (hours:minutes:seconds).");
        }

        if (options.ScansPerMinutePerWebNode < 1)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Cluster:ScansPerMinutePerWebNode is {options.ScansPerMinutePerWebNode}; allowed is 1 or more."));
        }
    }
}
