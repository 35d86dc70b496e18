namespace PortScanner.Web.Features.Callers;

/// <summary>Why a text is not the one canonical form of one address. <see cref="ForwardingFault.Of"/> has the words.</summary>
internal enum AddressFault : byte
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>There is nothing.</summary>
    Empty,

    /// <summary>There is a comma, as between the entries of a list.</summary>
    List,

    /// <summary>There is a tabulator, or a space that is not between an address and a port.</summary>
    Space,

    /// <summary>There are brackets, or a port after a dotted quad.</summary>
    Port,

    /// <summary>There is a zone, the name of a link.</summary>
    Zone,

    /// <summary>A part of a dotted quad begins with 0, which some read as octal.</summary>
    LeadingZero,

    /// <summary>It is an IPv4 address that is wrapped in IPv6.</summary>
    Mapped,

    /// <summary>It is something else.</summary>
    NotAnAddress,
}
