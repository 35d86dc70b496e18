using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A router through which nothing comes between a page and the program, until it is disposed of.</summary>
internal sealed class Cut : IDisposable
{
    private readonly NetworkNamespace _router;

    // Beside the rules that the router has.
    private Cut(NetworkNamespace router, string rules)
    {
        _router = router;
        Load($$"""
            table inet cut {
              chain cut {
                type filter hook forward priority -1;
                {{rules}}
              }
            }
            """);
    }

    /// <summary>Breaks every connection and lets none be made, of which the page is told.</summary>
    public static Cut Breaking(NetworkNamespace router) => new(router, $"tcp dport {ShippedProgram.Port} reject with tcp reset");

    /// <summary>Swallows every packet both ways, of which nobody is told.</summary>
    public static Cut Swallowing(NetworkNamespace router) => new(router, $"tcp dport {ShippedProgram.Port} drop\ntcp sport {ShippedProgram.Port} drop");

    /// <inheritdoc/>
    public void Dispose() => Load("delete table inet cut");

    private void Load(string rules) => _router.RunIn("nft", ["-f", "-"], rules + "\n").Succeeded();
}
