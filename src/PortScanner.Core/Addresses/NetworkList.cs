using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>
/// A file with a network a line, as <see cref="CidrNetworks"/> writes them; what follows a <c>#</c> is a comment, and empty lines count for
/// nothing.
/// </summary>
public static class NetworkList
{
    /// <summary>The longest file, in characters: some 200,000 networks, which each visitor's address is compared with.</summary>
    public const int MaximumLength = 4 << 20;

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="wrongLines">The numbers of the lines that are no network, from 1; the whole list is worth nothing if there are any.</param>
    /// <returns>The networks of the other lines, in their order.</returns>
    public static IReadOnlyList<IPNetwork> Parse(ReadOnlySpan<char> text, out IReadOnlyList<int> wrongLines)
    {
        var networks = new List<IPNetwork>();
        var wrong = new List<int>();
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var comment = line.IndexOf('#');
            var entry = (comment < 0 ? line : line[..comment]).Trim();
            if (entry.IsEmpty)
            {
                continue;
            }

            if (CidrNetworks.Parse(entry.ToString(), out var network) is null)
            {
                networks.Add(network);
            }
            else
            {
                wrong.Add(number);
            }
        }

        wrongLines = wrong;
        return networks;
    }
}
