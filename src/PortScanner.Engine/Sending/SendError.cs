namespace PortScanner.Engine.Sending;

/// <summary>Why the kernel did not send a packet.</summary>
internal enum SendError : byte
{
    /// <summary>No route, a local firewall, no room in a queue.</summary>
    NotSent,

    /// <summary>It is longer than the path takes, as a router said of an earlier one (RFC 1191 section 6.3, RFC 8201 section 5.2).</summary>
    TooLong,
}
