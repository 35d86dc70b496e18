using System.ComponentModel;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;

namespace PortScanner.Core.Tests.Addresses;

public sealed class ScanTargetTests
{
    private const BindingFlags Reachable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ConstructorInfo Constructor =
        typeof(ScanTarget).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).Single();

    [Fact]
    public void Target_has_no_constructor_that_another_assembly_can_call()
    {
        Assert.Empty(typeof(ScanTarget).GetConstructors());
        Assert.True(typeof(ScanTarget).IsSealed);
        Assert.All(
            typeof(ScanTarget).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance),
            constructor => Assert.True(constructor.IsAssembly || constructor.IsPrivate));
        Assert.All(typeof(ScanTarget).GetProperties(), property => Assert.Null(property.SetMethod));
        Assert.Null(typeof(ScanTarget).GetCustomAttribute<TypeConverterAttribute>());
    }

    [Fact]
    public void Target_comes_out_of_the_address_policy_alone() =>
        Assert.Equal(["AddressPolicy.TryMakeTarget"], typeof(ScanTarget).Assembly.GetExportedTypes().SelectMany(WaysToATarget));

    [Fact]
    public void Target_is_constructed_by_the_address_policy_alone() =>
        Assert.Equal(["AddressPolicy.TryMakeTarget"], typeof(ScanTarget).Assembly.GetTypes().SelectMany(Constructing));

    [Fact]
    public void Internals_of_the_domain_are_open_to_nobody() =>
        Assert.Empty(typeof(ScanTarget).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>());

    [Fact]
    public void The_search_for_ways_to_a_target_finds_one_where_there_is_one() =>
        Assert.Equal(
            ["Leak.Field", "Leak.FromText", "Leak.Property", "Leak.TryFrom", "Leak.Wrapped", "Leak.op_Explicit"],
            WaysToATarget(typeof(Leak)).Order(StringComparer.Ordinal));

    [Fact]
    public void Target_of_an_IPv4_mapped_address_is_refused()
    {
        var address = IPAddress.Parse("::ffff:192.0.2.1");
        Assert.Null(new AddressPolicy(new AddressPolicyOptions()).TryMakeTarget(address, [], out var refusal));
        Assert.Equal(AddressRefusalCode.EmbedsIPv4, refusal?.Code);
        Assert.IsType<ArgumentException>(Assert.Throws<TargetInvocationException>(() => Constructor.Invoke([address])).InnerException);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2600::1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("2001:db8::1", false)]
    public void Target_is_made_of_an_address_that_passes_and_of_no_other(string text, bool passes)
    {
        var address = IPAddress.Parse(text);
        var target = new AddressPolicy(new AddressPolicyOptions()).TryMakeTarget(address, [], out var refusal);
        Assert.Equal(passes ? address : null, target?.Address);
        Assert.Equal(passes, refusal is null);
    }

    [Fact]
    public void Own_address_becomes_no_target()
    {
        var own = IPAddress.Parse("8.8.8.8");
        Assert.Null(new AddressPolicy(new AddressPolicyOptions()).TryMakeTarget(own, [own], out var refusal));
        Assert.Equal(AddressRefusalCode.OwnAddress, refusal?.Code);
    }

    // The instruction newobj (ECMA-335 III.4.21) and the constructor's token.
    private static IEnumerable<string> Constructing(Type type)
    {
        byte[] call = [0x73, .. BitConverter.GetBytes(Constructor.MetadataToken)];
        return type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))
            .Where(method => method.GetMethodBody()?.GetILAsByteArray().AsSpan().IndexOf(call) >= 0)
            .Select(method => $"{type.Name}.{method.Name}");
    }

    private static IEnumerable<string> WaysToATarget(Type type)
    {
        var methods = type.GetMethods(Reachable)
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            .Where(method => Holds(method.ReturnType) || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef && Holds(parameter.ParameterType)))
            .Select(method => method.Name);
        var properties = type.GetProperties(Reachable).Where(property => Holds(property.PropertyType)).Select(property => property.Name);
        var fields = type.GetFields(Reachable).Where(field => Holds(field.FieldType)).Select(field => field.Name);
        return methods.Concat(properties).Concat(fields).Select(name => $"{type.Name}.{name}");
    }

    private static bool Holds(Type type) =>
        type == typeof(ScanTarget)
        || (type.HasElementType && Holds(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(Holds));

    /// <summary>Every kind of leak that the search must notice.</summary>
    public sealed class Leak
    {
        public static readonly ScanTarget? Field;

        public static ScanTarget? Property => null;

#pragma warning disable CA2225 // The search must find an operator by itself, without the method that usually goes with it.
        public static explicit operator ScanTarget?(Leak leak) => null;
#pragma warning restore CA2225

        public static ScanTarget FromText(string text) => text.Length == 0 ? Field! : throw new NotSupportedException();

        public static bool TryFrom(string text, out ScanTarget? target)
        {
            target = null;
            return text.Length > 0;
        }

        public static Task<IReadOnlyList<ScanTarget>> Wrapped() => Task.FromResult<IReadOnlyList<ScanTarget>>([]);
    }
}
