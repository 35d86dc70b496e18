namespace PortScanner.Lab.Listeners;

/// <summary>As much of a UDP service as a probe of it needs to be answered by the book.</summary>
internal interface IUdpService
{
    /// <summary>The port it listens on.</summary>
    int Port { get; }

    /// <summary>Whether its answers leave from a port of their own.</summary>
    bool AnswersFromOtherPort => false;

    /// <summary>The port that its answers go to, where that is not the one that the request came from.</summary>
    int? AnswersToPort => null;

    /// <summary>How many times an answer is sent.</summary>
    int AnswersEach => 1;

    /// <summary>The answer to a request; null for none.</summary>
    byte[]? Answer(ReadOnlySpan<byte> request);
}
