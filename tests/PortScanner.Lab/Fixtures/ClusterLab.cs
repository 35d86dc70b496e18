using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A broker, web nodes and testers on machines of their own, and a visitor. Classes that use it do so one after the other.</summary>
public class ClusterLab : IDisposable
{
    private const int MostLosses = 2;

    private readonly List<string> _settings = [];
    private readonly Dictionary<string, ShippedProgram> _programs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeKeys> _keys = new(StringComparer.Ordinal);
    private readonly string? _folder;
    private readonly ClusterHosts? _hosts;
    private readonly Broker? _broker;

    /// <summary>Starts all of it, where a lab can be built. There is no reflector.</summary>
    public ClusterLab()
        : this([])
    {
    }

    /// <summary>Starts all of it, where a lab can be built.</summary>
    /// <param name="settings">What all nodes are set to besides.</param>
    protected ClusterLab(IEnumerable<string> settings)
    {
        WhyNot = LabRequirements.WhyNot ?? LabRequirements.WhyNotWith("nats-server");
        if (WhyNot is not null)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("portscanner-cluster-").FullName;
        try
        {
            _hosts = new ClusterHosts();
            _hosts.LiftIcmpLimits();
            _broker = new Broker(_hosts.Hub, ClusterHosts.AddressOfHub, _folder);
            Configure(settings);
            foreach (var number in Enumerable.Range(1, ClusterHosts.TesterCount))
            {
                StartTester(number);
            }

            StartWebNode(1);
            MakeWhole();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The testers that the first web node knows of, by its log.</summary>
    public IReadOnlyCollection<string> KnownTesters => Known();

    /// <summary>Why there is no lab; null if there is one.</summary>
    public string? WhyNot { get; }

    /// <summary>The machines.</summary>
    public ClusterHosts Hosts => _hosts ?? throw new InvalidOperationException(WhyNot);

    /// <summary>The broker.</summary>
    public Broker Broker => _broker ?? throw new InvalidOperationException(WhyNot);

    /// <summary>The first web node.</summary>
    public ShippedProgram Web => _programs["w1"];

    /// <summary>A tester.</summary>
    /// <param name="number">From 1 on.</param>
    public ShippedProgram Tester(int number) => _programs[$"t{number}"];

    /// <summary>The visitor, as the first web node's.</summary>
    public Visitor VisitorOf(Side side) => new(Hosts.Client, side.Server);

    /// <summary>Starts a tester, also in the place of one that has ended.</summary>
    /// <param name="number">From 1 on.</param>
    public void StartTester(int number)
    {
        var name = $"t{number}";
        Replace(name, ShippedProgram.StartTester(Hosts.Testers[number - 1], SettingsOf(name)));
    }

    /// <summary>Starts a web node, also in the place of one that has ended, and waits until it answers.</summary>
    /// <param name="number">From 1 on.</param>
    public void StartWebNode(int number)
    {
        var name = $"w{number}";
        var address = number == 1 ? Side.V4.Server : System.Net.IPAddress.Parse("192.0.2.34");
        Replace(name, ShippedProgram.Start(Hosts.WebNodes[number - 1], number == 1 ? [address, Side.V6.Server] : [address], ["--Role=web", .. SettingsOf(name)]));
    }

    /// <summary>Puts cables in, and starts again what has ended, until the first web node knows of all testers.</summary>
    public void MakeWhole()
    {
        foreach (var name in (string[])["w1", "hub", "t1", "t2", "t3"])
        {
            Hosts.SetCable(name, isIn: true);
        }

        foreach (var number in Enumerable.Range(1, ClusterHosts.TesterCount).Where(number => Tester(number).HasExited))
        {
            StartTester(number);
        }

        // A tester that is lost three times is left alone for ten minutes.
        if (Web.HasExited || Web.Written.AsSpan().Count(" was lost with a part of a scan") >= MostLosses)
        {
            StartWebNode(1);
        }

        WaitForTesters(ClusterHosts.TesterCount);
        Warm();
    }

    // The first scan of a process is slow, as its code is compiled: on a busy machine slower than a web node waits for.
    private void Warm()
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!Enumerable.Range(1, ClusterHosts.TesterCount).All(number => Tester(number).Written.Contains("Scan started", StringComparison.Ordinal)))
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"Not all testers were asked.\n{Web.Written}");
            }

            VisitorOf(Side.V4).Post(new ScanForm { Ports = "U:2000-2023" });
        }
    }

    private void WaitForTesters(int count)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!Known().SetEquals(Enumerable.Range(1, ClusterHosts.TesterCount).Select(number => $"t{number}").Where(IsRunning)) || Known().Count < count)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"The testers were not found: {string.Join(", ", Known())}.\n{Web.Written}");
            }

            Thread.Sleep(100);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends all of it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var program in _programs.Values)
        {
            program.Dispose();
        }

        _broker?.Dispose();
        _hosts?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private bool IsRunning(string name) => _programs.TryGetValue(name, out var program) && !program.HasExited;

    // By what the web node logs: the last word of each.
    private HashSet<string> Known()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Web.Written.Split('\n'))
        {
            if (Word(line, "Tester ", " is ready") is { } ready)
            {
                known.Add(ready);
            }
            else if (Word(line, "Tester ", " is gone") is { } gone)
            {
                known.Remove(gone);
            }
        }

        return known;
    }

    private static string? Word(string line, string before, string after)
    {
        var end = line.IndexOf(after, StringComparison.Ordinal);
        var start = end < 0 ? -1 : line.LastIndexOf(before, end, StringComparison.Ordinal);
        return start < 0 ? null : line[(start + before.Length)..end].Trim('"');
    }

    private void Replace(string name, ShippedProgram program)
    {
        if (_programs.Remove(name, out var before))
        {
            before.Dispose();
        }

        _programs.Add(name, program);
    }

    private void Configure(IEnumerable<string> settings)
    {
        foreach (var name in (string[])["w1", "w2", "t1", "t2", "t3"])
        {
            _keys[name] = new NodeKeys(name, _folder!);
        }

        _settings.AddRange(ShippedProgram.AllowTheLab);
        _settings.AddRange([$"--Cluster:Bus:0={Broker.Server}", $"--Cluster:CaFile={Broker.CaFile}"]);
        _settings.AddRange(ClusterHosts.OwnNetworks.Index().Select(network => $"--Cluster:OwnNetworks:{network.Index}={network.Item}"));
        _settings.AddRange(settings);
        _settings.AddRange(_keys.Values.Select(key => $"--Cluster:{(key.Name[0] == 'w' ? "WebNodes" : "Testers")}:{key.Name}={key.Public}"));
    }

    private IEnumerable<string> SettingsOf(string name) => [.. _settings, $"--Cluster:Node={name}", $"--Cluster:SigningKeyFile={_keys[name].File}", $"--Cluster:NKeyFile={_keys[name].LoginFile}"];
}
