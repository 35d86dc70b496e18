using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// A visitor's connection with a proxy on this machine, of which the kernel tells when the visitor was last heard. What is written to the visitor
/// is acknowledged there, whether or not the proxy has the kernel ask.
/// </summary>
/// <param name="candidates">
/// The connection; or those of which one is it, where the proxy does not tell its port. Then all of them must be heard, as the one that is not
/// might be it: visitors share addresses. Whichever are made later, by whomever has the address then, are none of them.
/// </param>
internal sealed class ProxiedConnection(IReadOnlyList<KernelConnection> candidates) : IVisitorConnection
{
    /// <inheritdoc />
    public bool IsOpen { get; private set; } = true;

    /// <inheritdoc />
    /// <remarks>Null where several could be it: not all need be as far away as the visitor.</remarks>
    public PathRoundTrip? RoundTrip => candidates is [var connection] ? TcpConnections.Look(connection)?.RoundTrip : null;

    /// <inheritdoc />
    /// <remarks>Null where several could be it.</remarks>
    public ConnectionFlow? Flow => candidates is [var connection] ? TcpConnections.Look(connection)?.Flow : null;

    /// <inheritdoc />
    public PeerLiveness Look()
    {
        var longest = TimeSpan.Zero;
        foreach (var candidate in candidates)
        {
            if (TcpConnections.Look(candidate) is not { } told)
            {
                IsOpen = false;
                return PeerLiveness.None;
            }

            longest = told.SinceHeard > longest ? told.SinceHeard : longest;
        }

        return new PeerLiveness(longest, longest);
    }

    /// <inheritdoc />
    public void StopAsking()
    {
        // That is the proxy's to say.
    }
}
