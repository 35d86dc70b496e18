using System.Reflection;

using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>
/// What is known of one UDP probe beside its code: a class each in <c>Services</c>, which also tests what is special about it. The tests that
/// hold for every probe find all of them here.
/// </summary>
/// <param name="kind">The probe.</param>
/// <param name="number">The number that nodes store and testers send; it never changes.</param>
public abstract class UdpServiceTests(ProbeKind kind, int number)
{
    internal static IReadOnlyList<UdpServiceTests> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.IsSubclassOf(typeof(UdpServiceTests)))
            .Select(type => (UdpServiceTests)Activator.CreateInstance(type)!)
            .OrderBy(service => service.Number),
    ];

    internal ProbeKind Kind => kind;

    internal int Number => number;

    /// <summary>The request of the sample's nonce, in hexadecimal; null where a test of the class tells what it is.</summary>
    internal virtual string? RequestOctets => null;

    /// <summary>What tshark calls the layers above UDP, and words that its summary of the request must hold.</summary>
    internal abstract (string Layers, string Info) Wireshark { get; }

    internal virtual bool MakesTsharkComplain => false;

    /// <summary>How many bits of its nonce the request holds, of which 16 and more are alike: they prove what quotes them.</summary>
    internal virtual int SecretBits => 16;

    /// <summary>Whether the service answers from another port by its own design.</summary>
    internal virtual bool MayAnswerFromAnotherPort => false;

    /// <summary>Answers that the service may give, refusals among them, from the specification or a capture.</summary>
    internal abstract IReadOnlyList<GenuineReply> Replies { get; }

    /// <summary>What has the right echo, or needs none, and yet is no answer.</summary>
    internal virtual IReadOnlyList<Lookalike> Lookalikes => [];

    internal static UdpServiceTests Of(ProbeKind kind) => All.Single(service => service.Kind == kind);
}
