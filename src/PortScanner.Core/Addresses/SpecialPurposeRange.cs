using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>A range of addresses that no visitor of the internet has.</summary>
/// <param name="Network">The range.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Source">The RFC, with its section where that helps.</param>
public sealed record SpecialPurposeRange(IPNetwork Network, AddressRefusalCode Kind, string Source);
