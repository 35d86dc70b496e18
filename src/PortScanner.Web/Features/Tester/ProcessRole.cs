using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Tester;

/// <summary>What part of the program a process is; the setting is <c>Role</c>.</summary>
internal enum ProcessRole
{
    /// <summary>Everything, for a small site.</summary>
    All,

    /// <summary>The front end: takes visitors, and needs no right at all.</summary>
    Web,

    /// <summary>The tester: sends packets for the front end, and needs CAP_NET_RAW.</summary>
    Tester,
}

/// <summary>Reads the role.</summary>
internal static class ProcessRoles
{
    /// <summary>The names that the setting takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["all", "web", "tester"];

    /// <summary>The role of a name.</summary>
    /// <exception cref="ConfigurationException">It is none.</exception>
    public static ProcessRole Of(string name)
    {
        var role = Names.Index().Where(known => known.Item == name).Select(known => (ProcessRole?)known.Index).FirstOrDefault();
        return role ?? throw new ConfigurationException([$"Role is \"{name}\"; allowed is {string.Join(", ", Names)}."]);
    }
}
