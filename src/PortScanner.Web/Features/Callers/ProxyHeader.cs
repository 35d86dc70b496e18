using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>What a proxy said before a connection's first byte (HAProxy, The PROXY protocol, versions 1 and 2).</summary>
/// <param name="Source">The visitor; null if the proxy speaks for itself (LOCAL), or does not say (UNKNOWN).</param>
/// <param name="SourcePort">The visitor's port; null where there is no visitor, or the proxy does not know it (0).</param>
internal sealed record ProxyHeader(IPAddress? Source, ushort? SourcePort = null)
{
    /// <summary>The longest header that is read: version 2 with all that proxies add about TLS. A version 1 header has 107 bytes at most.</summary>
    public const int LongestBytes = 4096;

    /// <summary>Reads the header at the beginning of a connection.</summary>
    /// <param name="data">The bytes that came so far.</param>
    /// <param name="versions">The versions that are allowed.</param>
    /// <param name="header">The header, if the result is <see cref="ProxyHeaderStatus.Read"/>.</param>
    /// <param name="length">How many bytes it has, if the result is <see cref="ProxyHeaderStatus.Read"/>.</param>
    public static ProxyHeaderStatus Read(ReadOnlySpan<byte> data, ProxyProtocolVersions versions, out ProxyHeader? header, out int length)
    {
        header = null;
        length = 0;
        return data switch
        {
            [] => ProxyHeaderStatus.Incomplete,
            [ProxyHeaderV1.FirstByte, ..] when versions.HasFlag(ProxyProtocolVersions.V1) => ProxyHeaderV1.Read(data, out header, out length),
            [ProxyHeaderV2.FirstByte, ..] when versions.HasFlag(ProxyProtocolVersions.V2) => ProxyHeaderV2.Read(data, out header, out length),
            _ => ProxyHeaderStatus.Invalid,
        };
    }
}

/// <summary>How far a header was read.</summary>
internal enum ProxyHeaderStatus
{
    /// <summary>All that came may be the beginning of one.</summary>
    Incomplete,

    /// <summary>What came is none.</summary>
    Invalid,

    /// <summary>It is whole.</summary>
    Read,
}
