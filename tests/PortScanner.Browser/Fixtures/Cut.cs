using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A router that breaks every connection to the program and lets none be made, until it is disposed of.</summary>
internal sealed class Cut : IDisposable
{
    private readonly NetworkNamespace _router;

    /// <summary>Cuts, beside the rules that the router has.</summary>
    public Cut(NetworkNamespace router)
    {
        _router = router;
        Load($$"""
            table inet cut {
              chain cut {
                type filter hook forward priority -1;
                tcp dport {{ShippedProgram.Port}} reject with tcp reset
              }
            }
            """);
    }

    /// <inheritdoc/>
    public void Dispose() => Load("delete table inet cut");

    private void Load(string rules) => _router.RunIn("nft", ["-f", "-"], rules + "\n").Succeeded();
}
