namespace PortScanner.Core.Ports;

/// <summary>Collects ports into a <see cref="PortSet"/>. One flag a port makes a repeated full range cost a memory fill and nothing more.</summary>
internal sealed class PortSetBuilder
{
    private readonly bool[] _chosen = new bool[PortSet.PortCount];

    public void Add(ushort port) => _chosen[port] = true;

    public void AddAll(IEnumerable<ushort> ports)
    {
        foreach (var port in ports)
        {
            Add(port);
        }
    }

    public void AddRange(ushort first, ushort last) => _chosen.AsSpan(first, last - first + 1).Fill(true);

    public PortSet Build()
    {
        var ports = new ushort[_chosen.AsSpan().Count(true)];
        var next = 0;
        for (var port = 0; port < _chosen.Length; port++)
        {
            if (_chosen[port])
            {
                ports[next++] = (ushort)port;
            }
        }

        return ports.Length == 0 ? PortSet.Empty : new PortSet(ports);
    }
}
