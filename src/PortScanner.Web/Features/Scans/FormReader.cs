using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Scans;

/// <summary>Makes of a form what it asks for; <see cref="ScanRequest.Read"/> is one.</summary>
/// <param name="form">The form's fields.</param>
/// <param name="family">The caller's address family.</param>
/// <param name="payloads">The operator's payloads.</param>
/// <param name="acceptedFormat">The format to use if the form names none.</param>
/// <param name="errors">What is wrong, by field; empty if nothing is.</param>
/// <returns>Null if something is wrong, the consent among it.</returns>
internal delegate ScanRequest? FormReader(
    IFormCollection form, AddressFamily family, UdpPayloads payloads, IReportFormat acceptedFormat, out IReadOnlyDictionary<string, Message[]> errors);
