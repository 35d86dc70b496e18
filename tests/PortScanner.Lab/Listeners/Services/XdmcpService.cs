namespace PortScanner.Lab.Listeners.Services;

/// <summary>A display manager that offers its login screen: opcode 2, Query, is answered with opcode 5, Willing.</summary>
[Answers("xdmcp")]
internal sealed class XdmcpService : IUdpService
{
    public int Port => 177;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0, 1, 0, 2, 0, 1, 0] ? [0, 1, 0, 5, 0, 13, 0, 0, 0, 3, .. "lab"u8, 0, 4, .. "idle"u8] : null;
}
