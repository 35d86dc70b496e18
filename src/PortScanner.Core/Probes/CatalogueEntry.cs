namespace PortScanner.Core.Probes;

/// <summary>What is known about one port.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Port">The port.</param>
/// <param name="Service">The usual service's name in lower case, as IANA or common use has it.</param>
/// <param name="Risk">The name of the sentence that says why it matters that the internet reaches it: the message <c>risk.NAME</c>.</param>
/// <param name="IsQuick">Whether the quick profile probes it.</param>
public sealed record CatalogueEntry(ProbeProtocol Protocol, ushort Port, string Service, string Risk, bool IsQuick)
{
    /// <summary>How much is at stake where it is open.</summary>
    public required ExposureClass Exposure { get; init; }
}
