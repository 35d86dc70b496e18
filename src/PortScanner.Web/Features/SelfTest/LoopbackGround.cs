using System.Net;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>This machine's loopback interface, both ends of which are the same.</summary>
internal sealed class LoopbackGround : IGround
{
    /// <inheritdoc/>
    public string Words => "on this machine's loopback interface";

    /// <inheritdoc/>
    public IReadOnlyList<(IPAddress Tester, IPAddress Visitor)> Ends { get; } =
        [(IPAddress.Loopback, IPAddress.Loopback), (IPAddress.IPv6Loopback, IPAddress.IPv6Loopback)];

    /// <inheritdoc/>
    public AdmissionOptions Admission { get; } = new() { AllowLoopback = true };

    /// <inheritdoc/>
    public T Build<T>(Func<T> atVisitor) => atVisitor();
}
