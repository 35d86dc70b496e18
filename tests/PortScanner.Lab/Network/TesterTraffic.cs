using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PortScanner.Lab.Network;

/// <summary>Counts what each tester of a cluster sends to the visitor, as it arrives there, again and again until it is disposed of.</summary>
public sealed partial class TesterTraffic : IDisposable
{
    private readonly NetworkNamespace _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<long[]> _seen = [];
    private readonly Thread _thread;
    private long _lastGrown;

    /// <summary>Begins to count, replacing the visitor's firewall.</summary>
    /// <param name="client">The visitor's host.</param>
    /// <param name="rules">What the visitor's firewall does with it afterwards.</param>
    public TesterTraffic(NetworkNamespace client, string rules)
    {
        _client = client;
        var numbers = Enumerable.Range(1, ClusterHosts.TesterCount).ToList();
        Firewall.Load(client, $$"""
            table inet lab {
              {{string.Join("\n  ", numbers.Select(number => $"counter t{number} {{ }}"))}}
              chain lab {
                type filter hook input priority 0;
                {{string.Join("\n    ", numbers.Select(number => $"ip saddr {ClusterHosts.AddressOfTester(number)} counter name t{number}"))}}
                {{string.Join("\n    ", numbers.Select(number => $"ip6 saddr {ClusterHosts.AddressOfTester6(number)} counter name t{number}"))}}
                {{rules}}
              }
            }
            """);
        _thread = new Thread(Watch);
        _thread.Start();
    }

    /// <summary>What came of each tester so far, the first's first.</summary>
    public IReadOnlyList<long> Now
    {
        get
        {
            lock (_seen)
            {
                return _seen.Count == 0 ? new long[ClusterHosts.TesterCount] : _seen[^1];
            }
        }
    }

    /// <summary>Who sends now, by number; null for nobody.</summary>
    public int? Sender => Now.Any(count => count > 0) ? Now.Index().MaxBy(count => count.Item).Index + 1 : null;

    /// <summary>How long after a moment the last packet of any tester came; null if none came after it.</summary>
    /// <param name="moment">The moment, as a timestamp.</param>
    public TimeSpan? LastAfter(long moment)
    {
        lock (_seen)
        {
            return _lastGrown > moment ? Stopwatch.GetElapsedTime(moment, _lastGrown) : null;
        }
    }

    /// <summary>Between which looks two testers or more sent something.</summary>
    public IReadOnlyList<string> TwoAtOnce
    {
        get
        {
            lock (_seen)
            {
                return
                [
                    .. _seen.Zip(_seen.Skip(1), (before, after) => before.Zip(after, (one, other) => other - one).ToArray())
                        .Where(grown => grown.Count(packets => packets > 0) > 1)
                        .Select(grown => string.Join('+', grown)),
                ];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join();
        _ending.Dispose();
    }

    private void Watch()
    {
        while (!_ending.IsCancellationRequested)
        {
            var counts = Packets().Matches(_client.RunIn("nft", ["list", "counters"]).Output)
                .ToDictionary(match => match.Groups["name"].Value, match => long.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
            if (counts.Count == ClusterHosts.TesterCount)
            {
                lock (_seen)
                {
                    _seen.Add([.. counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => count.Value)]);
                    _lastGrown = _seen.Count > 1 && !_seen[^1].SequenceEqual(_seen[^2]) ? Stopwatch.GetTimestamp() : _lastGrown;
                }
            }

            Thread.Sleep(20);
        }
    }

    [GeneratedRegex(@"counter (?<name>t\d) \{\s*packets (?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Packets();
}
