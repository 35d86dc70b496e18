using PortScanner.Core.Scanning;

namespace PortScanner.Web.Features.Pages;

/// <summary>The profiles as the start page offers them, in the order of the enum.</summary>
internal static class ProfileWords
{
    /// <summary>What each profile tests.</summary>
    public static readonly IReadOnlyDictionary<ScanProfile, string> Of = new Dictionary<ScanProfile, string>
    {
        [ScanProfile.Quick] = "about 100 common and risky ports, and the services that answer over UDP; some seconds",
        [ScanProfile.Standard] = "TCP ports 0 to 1055 and the same UDP services; some 10 seconds",
        [ScanProfile.Full] = "all 65,536 TCP ports and the same UDP services; some minutes",
        [ScanProfile.Custom] = "the ports that you name, such as 22,80,8000-8100,U:53",
    };
}
