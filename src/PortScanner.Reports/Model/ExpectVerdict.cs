using PortScanner.Core.Localization;

namespace PortScanner.Reports.Model;

/// <summary>How the results stand against what the caller expected to be open.</summary>
/// <param name="Expect">The expectation as the caller wrote it, such as <c>22,443</c>.</param>
/// <param name="Pass">Whether exactly that was found.</param>
/// <param name="Differences">One plain sentence for each difference; empty on a pass.</param>
public sealed record ExpectVerdict(string Expect, bool Pass, IReadOnlyList<Message> Differences);
