namespace PortScanner.Web.Features.Doctor;

/// <summary>A chain of nftables as <c>nft list ruleset</c> prints it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hook">Where the kernel runs it; empty for one that others jump to.</param>
/// <param name="Drops">Whether its policy is to drop.</param>
/// <param name="Rules">Its rules in their order, those of chains that it jumps to in place of the jump.</param>
internal sealed record NftChain(string Name, string Hook, bool Drops, IReadOnlyList<string> Rules)
{
    // Chains may not jump in circles, but any text can be read here.
    private const int DeepestJump = 8;

    /// <summary>The chains that the kernel runs by itself.</summary>
    public static IReadOnlyList<NftChain> BaseChains(string ruleset)
    {
        var chains = Read(ruleset);
        var byName = chains.ToLookup(chain => (chain.Table, chain.Chain.Name), chain => chain.Chain.Rules);
        return
        [
            .. chains.Where(chain => chain.Chain.Hook.Length > 0)
                .Select(chain => chain.Chain with { Rules = [.. Expanded(chain.Table, chain.Chain.Rules, byName, DeepestJump)] }),
        ];
    }

    private static List<(string Table, NftChain Chain)> Read(string ruleset)
    {
        var chains = new List<(string, NftChain)>();
        var table = "";
        var rules = new List<string>();
        foreach (var line in ruleset.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("table ", StringComparison.Ordinal))
            {
                table = line;
            }
            else if (line.StartsWith("chain ", StringComparison.Ordinal))
            {
                rules = [];
                chains.Add((table, new NftChain(line.Split(' ')[1], "", false, rules)));
            }
            else if (chains.Count > 0 && line.StartsWith("type ", StringComparison.Ordinal))
            {
                chains[^1] = (table, chains[^1].Item2 with { Hook = WordAfter(line, "hook"), Drops = WordAfter(line, "policy") == "drop" });
            }
            else if (line.Length > 0 && line != "}")
            {
                rules.Add(line);
            }
        }

        return chains;
    }

    private static IEnumerable<string> Expanded(string table, IReadOnlyList<string> rules, ILookup<(string, string), IReadOnlyList<string>> chains, int depth)
    {
        foreach (var rule in rules)
        {
            yield return rule;
            var called = WordAfter(rule, "jump") is { Length: > 0 } jump ? jump : WordAfter(rule, "goto");
            if (depth > 0 && called.Length > 0)
            {
                foreach (var inner in chains[(table, called)].SelectMany(called => Expanded(table, called, chains, depth - 1)))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string WordAfter(string line, string word)
    {
        var words = line.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, word);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : "";
    }
}
