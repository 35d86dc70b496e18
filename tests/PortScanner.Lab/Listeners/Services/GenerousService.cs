namespace PortScanner.Lab.Listeners.Services;

/// <summary>Something that answers whatever comes with many long datagrams, as the services do that floods are made with.</summary>
/// <param name="port">The port.</param>
internal sealed class GenerousService(int port) : IUdpService
{
    /// <summary>How long each datagram is, in bytes.</summary>
    public const int AnswerLength = 500;

    public int Port => port;

    public int AnswersEach => 4;

    public byte[]? Answer(ReadOnlySpan<byte> request) => new byte[AnswerLength];
}
