using PortScanner.Lab.Network;

namespace PortScanner.Lab.Fixtures;

/// <summary>The classes that share a cluster with a reflector.</summary>
[CollectionDefinition(nameof(ReflectorLab))]
public sealed class ReflectorClasses : ICollectionFixture<ReflectorLab>;

/// <summary>A cluster whose testers ask a reflector whether their own paths work, and which ports their network lets out.</summary>
public sealed class ReflectorLab() : ClusterLab(ClusterHosts.AddressesOfReflector.Index().Select(address => $"--Cluster:Reflectors:{address.Index}={address.Item}"));
