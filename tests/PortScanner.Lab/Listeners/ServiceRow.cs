namespace PortScanner.Lab.Listeners;

/// <summary>What the report must call a service of the lab.</summary>
/// <param name="Service">The service.</param>
/// <param name="Probes">The probes that it answers.</param>
internal sealed record ServiceRow(IUdpService Service, params string[] Probes);
