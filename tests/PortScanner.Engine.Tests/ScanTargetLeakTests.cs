using System.Reflection;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;

namespace PortScanner.Engine.Tests;

public sealed class ScanTargetLeakTests
{
    private const BindingFlags Reachable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    [Fact]
    public void No_public_member_of_the_engine_yields_a_target() =>
        Assert.Empty(typeof(ScanEngine).Assembly.GetExportedTypes().SelectMany(WaysToATarget));

    [Fact]
    public void The_search_for_ways_to_a_target_finds_those_there_are() =>
        Assert.Equal(["Field", "FromText", "Property", "get_Property"], WaysToATarget(typeof(Leak)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> WaysToATarget(Type type)
    {
        var methods = type.GetMethods(Reachable)
            .Where(method => Holds(method.ReturnType) || method.GetParameters().Any(parameter => parameter.IsOut && Holds(parameter.ParameterType)));
        var properties = type.GetProperties(Reachable).Where(property => Holds(property.PropertyType));
        var fields = type.GetFields(Reachable).Where(field => Holds(field.FieldType));
        return methods.Cast<MemberInfo>().Concat(properties).Concat(fields).Select(member => member.Name);
    }

    private static bool Holds(Type type) =>
        type == typeof(ScanTarget)
        || (type.HasElementType && Holds(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(Holds));

    /// <summary>Leaks that the search must notice.</summary>
    public sealed class Leak
    {
        public static readonly ScanTarget? Field;

        public static ScanTarget? Property => null;

        public static Task<ScanTarget?> FromText(string text) => Task.FromResult<ScanTarget?>(text.Length == 0 ? Field : null);
    }
}
