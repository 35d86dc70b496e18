using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;

namespace PortScanner.Engine.Sending;

/// <summary>The kernel's routing.</summary>
public static class Routes
{
    /// <summary>The way to an address.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="source">The address to leave from; null for the one that the kernel chooses.</param>
    /// <returns>Null if there is none.</returns>
    public static ProbeRoute? To(IPAddress destination, IPAddress? source) =>
        (source ?? SourceFor(destination)) is { } chosen ? new ProbeRoute(chosen, KindOf(destination, chosen)) : null;

    // Where all routes are of one source address (ip rule add from ...), the kernel chooses none; any that leads there will do.
    private static IPAddress? SourceFor(IPAddress destination)
    {
        if (SourceFor(destination, null) is { } chosen)
        {
            return chosen;
        }

        return OwnAddresses.Read()
            .Where(own => own.AddressFamily == destination.AddressFamily && !own.IsIPv6LinkLocal && !IPAddress.IsLoopback(own))
            .Select(own => SourceFor(destination, own))
            .FirstOrDefault(source => source is not null);
    }

    // Connecting a datagram socket sends nothing; it asks for the route.
    private static IPAddress? SourceFor(IPAddress destination, IPAddress? own)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            if (own is not null)
            {
                socket.Bind(new IPEndPoint(own, 0));
            }

            socket.Connect(destination, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            // The exception's message names the address, so it is not carried on.
            return null;
        }
    }

    private static RouteKind KindOf(IPAddress destination, IPAddress source) =>
        KindOf(destination, source, ofTable: false) is var kind && kind == RouteKind.OnLink
            ? KindOf(destination, source, ofTable: true)
            : kind;

    private static RouteKind KindOf(IPAddress destination, IPAddress source, bool ofTable) =>
        RouteMessages.Read(Netlink.Ask(RouteMessages.Request(destination, source, ofTable)), ofTable);
}
