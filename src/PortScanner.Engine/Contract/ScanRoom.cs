namespace PortScanner.Engine.Contract;

/// <summary>What an engine has left for scans that begin now. By the time that one does, it may be less.</summary>
/// <param name="Pace">Packets a second that are not reserved.</param>
/// <param name="Probes">Probes that there is memory for.</param>
/// <param name="Scans">Scans that there are source ports for.</param>
public sealed record ScanRoom(int Pace, int Probes, int Scans);
