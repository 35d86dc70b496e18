using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The classes that share two web nodes, one after the other.</summary>
[CollectionDefinition(nameof(TwoWebNodesLab))]
public sealed class TwoWebNodesClasses : ICollectionFixture<TwoWebNodesLab>;

/// <summary>Two web nodes that count together in a database, a tester, a broker, and a visitor who reaches both nodes.</summary>
public sealed class TwoWebNodesLab : IDisposable
{
    private static readonly IReadOnlyList<IReadOnlyList<IPAddress>> Addresses =
    [
        [Side.V4.Server, Side.V6.Server],
        [IPAddress.Parse("192.0.2.34"), IPAddress.Parse("2001:db8:1:2::1")],
    ];

    private readonly ShippedProgram?[] _nodes = new ShippedProgram?[2];
    private readonly List<string> _settings = [];
    private readonly Dictionary<string, NodeKeys> _keys = new(StringComparer.Ordinal);
    private readonly string? _folder;
    private readonly ClusterHosts? _hosts;
    private readonly Broker? _broker;
    private readonly Database? _database;
    private readonly ShippedProgram? _tester;
    private int _visitors;

    /// <summary>Starts all of it, where a lab can be built.</summary>
    public TwoWebNodesLab()
    {
        WhyNot = LabRequirements.WhyNot ?? LabRequirements.WhyNotWith("nats-server") ?? LabRequirements.WhyNotWith("mariadbd");
        if (WhyNot is not null)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("portscanner-nodes-").FullName;
        try
        {
            _hosts = new ClusterHosts();
            _hosts.LiftIcmpLimits();
            _broker = new Broker(_hosts.Hub, ClusterHosts.AddressOfHub, _folder);
            _database = Database.Start(_hosts.Hub);
            Configure();
            _tester = ShippedProgram.StartTester(_hosts.Testers[0], SettingsOf("t1"));
            MakeWhole();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there is no lab; null if there is one.</summary>
    public string? WhyNot { get; }

    /// <summary>The machines.</summary>
    public ClusterHosts Hosts => _hosts ?? throw new InvalidOperationException(WhyNot);

    /// <summary>What all web nodes logged.</summary>
    public string Logged => string.Concat(_nodes.Select(node => node?.Written));

    /// <summary>Where the nodes count.</summary>
    internal Database Database => _database ?? throw new InvalidOperationException(WhyNot);

    /// <summary>A web node.</summary>
    /// <param name="number">1 or 2.</param>
    public ShippedProgram Node(int number) => _nodes[number - 1]!;

    /// <summary>A visitor of one of the web nodes.</summary>
    /// <param name="number">1 or 2.</param>
    /// <param name="source">The visitor's address, of those that <see cref="NewVisitor"/> gave.</param>
    public Visitor VisitorOf(int number, IPAddress source) =>
        new(Hosts.Client, Addresses[number - 1][source.AddressFamily == AddressFamily.InterNetworkV6 ? 1 : 0], source);

    /// <summary>Gives the visitor's host another address, which was never tested.</summary>
    /// <param name="family">The family; those of IPv6 are of one household.</param>
    public IPAddress NewVisitor(AddressFamily family = AddressFamily.InterNetwork)
    {
        _visitors++;
        var isV6 = family == AddressFamily.InterNetworkV6;
        var address = IPAddress.Parse(isV6 ? $"2001:db8:2::1:{_visitors:x}" : $"198.51.100.{100 + _visitors}");
        Hosts.Client.Configure($"addr add {address}/{(isV6 ? "64 dev wan nodad" : "24 dev wan")}");
        return address;
    }

    /// <summary>Starts again what has ended.</summary>
    public void MakeWhole()
    {
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i] is not { HasExited: false })
            {
                _nodes[i]?.Dispose();
                _nodes[i] = ShippedProgram.Start(Hosts.WebNodes[i], Addresses[i], ["--Role=web", .. SettingsOf($"w{i + 1}")], Environment());
            }
        }

        while (!_nodes.All(node => node!.Written.Contains("Tester t1 is ready", StringComparison.Ordinal)))
        {
            if (_tester!.HasExited || _nodes.Any(node => node!.HasExited))
            {
                throw new InvalidOperationException($"The tester was not found.\n{_tester.Written}\n{Logged}");
            }

            Thread.Sleep(100);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node?.Dispose();
        }

        _tester?.Dispose();
        _database?.Dispose();
        _broker?.Dispose();
        _hosts?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // A socket in the file system is the same on all of the lab's machines.
    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["PORTSCANNER_ConnectionStrings__Results"] = Database.ConnectionString.Replace("Server=127.0.0.1", $"Server={Database.Folder}/socket", StringComparison.Ordinal),
    };

    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The lab is of Linux alone.")]
    private void Configure()
    {
        foreach (var name in (string[])["w1", "w2", "t1"])
        {
            _keys[name] = new NodeKeys(name, _folder!);
        }

        var secret = Path.Combine(_folder!, "limits");
        File.WriteAllText(secret, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);
        _settings.AddRange(ShippedProgram.AllowTheLab);
        _settings.AddRange([$"--Cluster:Bus:0={_broker!.Server}", $"--Cluster:CaFile={_broker.CaFile}", "--Admission:LiveScansPerHousehold=4", "--Admission:LiveScansPerSite=8", "--Admission:Cooldown=00:00:08"]);
        _settings.AddRange(ClusterHosts.OwnNetworks.Index().Select(network => $"--Cluster:OwnNetworks:{network.Index}={network.Item}"));
        _settings.AddRange(_keys.Values.Select(key => $"--Cluster:{(key.Name[0] == 'w' ? "WebNodes" : "Testers")}:{key.Name}={key.Public}"));
    }

    private IEnumerable<string> SettingsOf(string name) =>
    [
        .. _settings, $"--Cluster:Node={name}", $"--Cluster:SigningKeyFile={_keys[name].File}", $"--Cluster:NKeyFile={_keys[name].LoginFile}",
        .. name[0] == 'w' ? (string[])[$"--Cluster:LimitSecretFile={Path.Combine(_folder!, "limits")}"] : [],
    ];
}
