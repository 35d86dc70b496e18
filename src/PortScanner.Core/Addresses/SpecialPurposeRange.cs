using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>A range of addresses that no visitor of the internet has.</summary>
/// <param name="Network">The range.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Since">The month of its allocation, as yyyy-MM.</param>
/// <param name="Source">The RFC, with its section where that helps.</param>
/// <param name="Name">What it is called.</param>
public sealed record SpecialPurposeRange(IPNetwork Network, AddressRefusalCode Kind, string Since, string Source, string Name);
