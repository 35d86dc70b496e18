using PortScanner.Storage;

namespace PortScanner.Web.Features.Scans;

/// <summary>Makes the keys of this node's scans.</summary>
/// <param name="owner">The node's number, by which others find it; null where there are no others.</param>
internal sealed class ScanKeys(ushort? owner)
{
    /// <summary>Makes one.</summary>
    public ScanKey Next() => ScanKey.Create(owner);
}
