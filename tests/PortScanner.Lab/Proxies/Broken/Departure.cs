namespace PortScanner.Lab.Proxies.Broken;

/// <summary>How someone leaves who has begun a request.</summary>
internal enum Departure
{
    /// <summary>With a FIN, and still reading for a moment.</summary>
    Finish,

    /// <summary>With a reset.</summary>
    Reset,

    /// <summary>Not before the other side has closed.</summary>
    Never,
}
