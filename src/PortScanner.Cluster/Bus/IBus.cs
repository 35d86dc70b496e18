namespace PortScanner.Cluster.Bus;

/// <summary>
/// Carries messages between the nodes of a cluster, at most once each and to whoever listens at that moment. Nothing is kept on the way, nobody is
/// believed for having used it, and no member waits for the broker.
/// </summary>
public interface IBus : IAsyncDisposable
{
    /// <summary>Whether this node's own echo came back a moment ago; where it did not, silence says nothing about others.</summary>
    bool IsWell { get; }

    /// <summary>Listens, until what is returned is disposed of.</summary>
    /// <param name="subject">The subject, in which <c>*</c> stands for one part and a last <c>&gt;</c> for any.</param>
    /// <param name="receive">Takes the subject and the bytes of each message, in order. It must return soon and not throw; the bytes are its own.</param>
    IAsyncDisposable Subscribe(string subject, Action<string, ReadOnlyMemory<byte>> receive);

    /// <summary>Sends. Where more wait than there is room for, the oldest of them are lost.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="message">The bytes, which nobody changes afterwards.</param>
    /// <param name="nobody">
    /// Called where the broker knew of no listener; null if that does not matter. Once says little: right after a reconnection it is normal.
    /// </param>
    void Post(string subject, ReadOnlyMemory<byte> message, Action? nobody = null);
}
