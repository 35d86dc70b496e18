namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>Seeded mixtures of ports.</summary>
internal static class Worlds
{
    /// <summary>Between 5 and 150 ports, each of one of the kinds.</summary>
    public static Behaviour[] Mixed(int seed, params Behaviour[] kinds)
    {
        var random = new Random(seed);
        var ports = new Behaviour[random.Next(5, 150)];
        for (var i = 0; i < ports.Length; i++)
        {
            ports[i] = kinds[random.Next(kinds.Length)];
        }

        return ports;
    }

    /// <summary>Many ports of one kind, and a few of another in random places.</summary>
    public static Behaviour[] Few(int seed, Behaviour few, int count, Behaviour many)
    {
        var random = new Random(seed);
        var ports = new Behaviour[random.Next(count, 150)];
        Array.Fill(ports, many);
        for (var i = 0; i < count; i++)
        {
            ports[random.Next(ports.Length)] = few;
        }

        return ports;
    }
}
