using System.Net;

using PortScanner.Core.Addresses;

namespace PortScanner.Web.Features.Admission;

/// <summary>The address policy, of which the two lists of who is never tested can change while the program runs. Safe for any thread.</summary>
internal sealed class PolicyInForce(AddressPolicyOptions options)
{
    private readonly Lock _lock = new();
    private AddressPolicyOptions _options = options;
    private volatile AddressPolicy _policy = new(options);

    /// <inheritdoc cref="AddressPolicy.Check"/>
    public AddressRefusal? Check(IPAddress address, IEnumerable<IPAddress> ownAddresses) => _policy.Check(address, ownAddresses);

    /// <inheritdoc cref="AddressPolicy.TryMakeTarget"/>
    public ScanTarget? TryMakeTarget(IPAddress address, IEnumerable<IPAddress> ownAddresses, out AddressRefusal? refusal) =>
        _policy.TryMakeTarget(address, ownAddresses, out refusal);

    /// <summary>Puts another list of the operator's in force.</summary>
    public void Deny(IReadOnlyList<IPNetwork> networks) => Change(options => options with { DenyNetworks = networks });

    /// <summary>Puts another list of those who asked for it in force.</summary>
    public void OptOut(IReadOnlyList<IPNetwork> networks) => Change(options => options with { OptOutNetworks = networks });

    private void Change(Func<AddressPolicyOptions, AddressPolicyOptions> change)
    {
        lock (_lock)
        {
            _options = change(_options);
            _policy = new AddressPolicy(_options);
        }
    }
}
