using System.Net;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program as a newcomer starts it: on loopback, scanning its own machine.</summary>
public sealed class LoopbackLab() : ScanLab(["--Admission:AllowLoopback=true"], listenOn: [IPAddress.Loopback, IPAddress.IPv6Loopback]);
