using System.ComponentModel;
using System.Net;
using System.Reflection;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;

namespace PortScanner.Core.Tests.Scanning;

public sealed class ScanTargetTests
{
    private const BindingFlags Reachable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

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
    public void Target_comes_out_of_no_public_member_of_the_domain() =>
        Assert.Empty(typeof(ScanTarget).Assembly.GetExportedTypes().SelectMany(WaysToATarget));

    [Fact]
    public void The_search_for_ways_to_a_target_finds_one_where_there_is_one() =>
        Assert.Equal(
            ["Leak.Field", "Leak.FromText", "Leak.Property", "Leak.TryFrom", "Leak.Wrapped", "Leak.op_Explicit"],
            WaysToATarget(typeof(Leak)).Order(StringComparer.Ordinal));

    [Fact]
    public void Target_of_an_IPv4_mapped_address_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ScanTarget(IPAddress.Parse("::ffff:192.0.2.1")));

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

        public static ScanTarget FromText(string text) => new(IPAddress.Parse(text));

        public static bool TryFrom(string text, out ScanTarget? target)
        {
            target = null;
            return text.Length > 0;
        }

        public static Task<IReadOnlyList<ScanTarget>> Wrapped() => Task.FromResult<IReadOnlyList<ScanTarget>>([]);
    }
}
