using PortScanner.Core.Ports;

namespace PortScanner.Core.Payloads;

/// <summary>One entry of a payload file.</summary>
/// <param name="Line">The line that it begins on, or the packet of a capture that it is from, from 1.</param>
/// <param name="Ports">The ports that it is for.</param>
/// <param name="Payload">The payload.</param>
/// <param name="HasSource">Whether it asks for a source port.</param>
internal sealed record UdpPayloadEntry(int Line, PortSet Ports, ReadOnlyMemory<byte> Payload, bool HasSource);
