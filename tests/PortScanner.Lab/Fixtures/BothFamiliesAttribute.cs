using System.Reflection;

using PortScanner.Lab.Network;

using Xunit.Sdk;
using Xunit.v3;

namespace PortScanner.Lab.Fixtures;

/// <summary>Runs a theory once on each address family.</summary>
public sealed class BothFamiliesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Family.IPv4), new TheoryDataRow(Family.IPv6)]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
