namespace PortScanner.Web.Features.Callers;

/// <summary>Which forms of the PROXY protocol a connection may begin with.</summary>
[Flags]
internal enum ProxyProtocolVersions
{
    /// <summary>None: connections begin with HTTP or TLS.</summary>
    None = 0,

    /// <summary>Version 1, a line of text.</summary>
    V1 = 1,

    /// <summary>Version 2, binary.</summary>
    V2 = 2,

    /// <summary>Either.</summary>
    Both = V1 | V2,
}
