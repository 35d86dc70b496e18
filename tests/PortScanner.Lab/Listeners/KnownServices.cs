using System.Reflection;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners;

/// <summary>The UDP services that the lab can run, and the probes that each answers, as their classes say.</summary>
internal static class KnownServices
{
    private static readonly Type[] Classes = [.. Assembly.GetExecutingAssembly().GetTypes().Where(type => type.IsDefined(typeof(AnswersAttribute), inherit: false))];

    /// <summary>The services that leave one of their port's probes unanswered: NTP's mode 7 and SNMP's version 3.</summary>
    public static IReadOnlyList<IUdpService> Partial { get; } = [.. Classes.Where(IsPartial).Select(Create)];

    /// <summary>The names of all probes that some service answers or ignores.</summary>
    public static IEnumerable<string> Probes =>
        Classes.SelectMany(type => type.GetCustomAttributes<AnswersAttribute>().Select(answers => answers.Probe).Concat(Ignored(type)));

    /// <summary>The services that answer each probe that their port is asked with on a family.</summary>
    public static IReadOnlyList<ServiceRow> Complete(Family family) =>
    [
        .. from type in Classes
           where !IsPartial(type)
           let probes = type.GetCustomAttributes<AnswersAttribute>().Where(answers => answers.IsFor(family)).Select(answers => answers.Probe).ToArray()
           where probes.Length > 0
           select new ServiceRow(Create(type), probes),
    ];

    private static bool IsPartial(Type type) => Ignored(type).Any();

    private static IEnumerable<string> Ignored(Type type) => type.GetCustomAttributes<IgnoresAttribute>().Select(ignores => ignores.Probe);

    private static IUdpService Create(Type type) => (IUdpService)Activator.CreateInstance(type)!;
}
