namespace PortScanner.Core.Payloads;

/// <summary>The payload of a datagram that was captured.</summary>
/// <param name="Packet">The number of its packet in the capture, from 1.</param>
/// <param name="Port">The port that it was sent to.</param>
/// <param name="Payload">The payload.</param>
public sealed record CapturedPayload(int Packet, ushort Port, ReadOnlyMemory<byte> Payload);
