using PortScanner.Core.Ports;

namespace PortScanner.Core.Payloads;

/// <summary>
/// What an operator wants UDP ports to be sent that have no probe of their own; and which ports he wants nobody asked, whatever he has for them. So
/// whoever makes plans has both. Immutable.
/// </summary>
public sealed class UdpPayloads
{
    /// <summary>The longest payload, in bytes: with its headers it fits an Ethernet frame on both families.</summary>
    public const int MaximumLength = 1400;

    /// <summary>How many payloads a port may have. Each is a probe that leaves from a source port of its own, and a scan has four.</summary>
    public const int MaximumPerPort = 4;

    /// <summary>How many ports an entry may name and still join the profiles; wider ones serve visitors who name such a port.</summary>
    public const int WidestProfileEntry = 32;

    /// <summary>How many probes the file may add to a profile.</summary>
    public const int MaximumInProfile = 256;

    private static readonly ReadOnlyMemory<byte>[] None = [];

    private readonly Dictionary<ushort, List<ReadOnlyMemory<byte>>> _byPort;

    internal UdpPayloads(IReadOnlyList<UdpPayloadEntry> entries)
    {
        _byPort = [];
        Denied = PortSpecification.None;
        Count = entries.Count;
        IgnoredSources = entries.Count(entry => entry.HasSource);
        ProfilePorts = PortSet.From(entries.Where(entry => entry.Ports.Count <= WidestProfileEntry).SelectMany(entry => entry.Ports.Ports));
        foreach (var entry in entries)
        {
            foreach (var port in entry.Ports.Ports)
            {
                Add(port, entry.Payload);
            }
        }
    }

    private UdpPayloads(UdpPayloads payloads, PortSpecification denied)
    {
        (_byPort, Count, IgnoredSources, ProfilePorts) = (payloads._byPort, payloads.Count, payloads.IgnoredSources, payloads.ProfilePorts);
        Denied = denied;
    }

    /// <summary>No payload for any port.</summary>
    public static UdpPayloads Empty { get; } = new([]);

    /// <summary>How many entries there were.</summary>
    public int Count { get; }

    /// <summary>How many entries ask for a source port, which is not done.</summary>
    public int IgnoredSources { get; }

    /// <summary>The ports that quick, standard and full ask beside those of the services.</summary>
    public PortSet ProfilePorts { get; }

    /// <summary>The ports that nobody is asked.</summary>
    public PortSpecification Denied { get; }

    /// <summary>The same payloads, and ports that nobody is asked.</summary>
    public UdpPayloads Denying(PortSpecification denied) => new(this, denied);

    /// <summary>The payloads of a port in the order of the file, each once; empty if it has none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Of(ushort port) => _byPort.TryGetValue(port, out var payloads) ? payloads : None;

    private void Add(ushort port, ReadOnlyMemory<byte> payload)
    {
        if (!_byPort.TryGetValue(port, out var payloads))
        {
            _byPort.Add(port, [payload]);
        }
        else if (!payloads.Exists(known => known.Span.SequenceEqual(payload.Span)))
        {
            payloads.Add(payload);
        }
    }
}
