using PacketDotNet;

namespace PortScanner.Web.Tests.Architecture;

// What PacketDotNetTests must find in compiled code.

/// <summary>Uses PacketDotNet, and hands out what it reads, as SharpPcap's captured packets do.</summary>
internal static class UserByCall
{
    public static Packet Returned(byte[] bytes) => Packet.ParsePacket(LinkLayers.Raw, bytes);
}

/// <summary>Uses it in a lambda alone.</summary>
internal static class UserInALambda
{
    public static Func<byte[], object> Read { get; } = bytes => Packet.ParsePacket(LinkLayers.Raw, bytes);
}

/// <summary>Uses it through what another type hands out, without naming it.</summary>
internal static class UserOfWhatIsReturned
{
    public static string Read(byte[] bytes)
    {
        var packet = UserByCall.Returned(bytes);
        return $"{packet}";
    }
}

/// <summary>Uses it as the argument of a type.</summary>
internal sealed class UserByTypeArgument
{
    public List<Packet[]> Packets { get; } = [];
}

/// <summary>Uses it by deriving from it.</summary>
internal sealed class UserByInheritance : InternetPacket;
