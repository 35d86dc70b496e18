namespace PortScanner.Lab.Wire;

/// <summary>The control bits of a TCP header, RFC 9293 section 3.1.</summary>
[Flags]
internal enum TcpFlags : byte
{
    /// <summary>No bit is set.</summary>
    None = 0,

    /// <summary>FIN.</summary>
    Fin = 1,

    /// <summary>SYN.</summary>
    Syn = 2,

    /// <summary>RST.</summary>
    Rst = 4,

    /// <summary>ACK.</summary>
    Ack = 16,
}
