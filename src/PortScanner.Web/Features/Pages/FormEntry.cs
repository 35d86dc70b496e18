using System.Collections.Frozen;

namespace PortScanner.Web.Features.Pages;

/// <summary>What a visitor had filled in, and what is wrong with it.</summary>
/// <param name="Values">The fields' texts.</param>
/// <param name="Errors">Sentences in the visitor's language, by field.</param>
internal sealed record FormEntry(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string[]> Errors)
{
    /// <summary>The fields that the start page has.</summary>
    public static readonly string[] Shown = ["consent", "profile", "ports", "udp", "icmp", "firewall", "pace", "until", "expect"];

    /// <summary>A form that nobody has filled in yet.</summary>
    public static FormEntry Empty { get; } = new(FrozenDictionary<string, string>.Empty, FrozenDictionary<string, string[]>.Empty);

    /// <summary>Whether something besides the consent was filled in, or is wrong, so that the options are to be seen.</summary>
    public bool ShowsOptions => Shown.Skip(1).Any(name => Errors.ContainsKey(name) || Values.ContainsKey(name));

    /// <summary>A field's text; empty if there is none.</summary>
    public string Value(string field) => Values.GetValueOrDefault(field, "");

    /// <summary>What is wrong with a field; empty if nothing is.</summary>
    public IReadOnlyList<string> ErrorsOf(string field) => Errors.GetValueOrDefault(field, []);
}
