using System.Reflection;

using PortScanner.Cluster.Bus;
using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>Only the address policy makes a target, and only Admission asks it to, with the address that the connection proved.</summary>
public sealed class ScanTargetTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Assemblies =
    [
        typeof(ScanTarget).Assembly, typeof(IReportFormat).Assembly, typeof(ScanEngine).Assembly, typeof(IScanStore).Assembly, typeof(IBus).Assembly, typeof(ScanAdmission).Assembly,
    ];

    [Fact]
    public void Target_is_sealed_and_has_no_constructor_that_can_be_called_or_overridden_from_outside()
    {
        Assert.True(typeof(ScanTarget).IsSealed);
        Assert.All(typeof(ScanTarget).GetConstructors(Everything), constructor => Assert.False(IsReachable(constructor)));
    }

    [Fact]
    public void Target_comes_out_of_no_reachable_member_of_any_assembly_but_the_address_policy() =>
        Assert.Equal(["AddressPolicy.TryMakeTarget"], Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(type => Ways(type, IsReachable)));

    [Fact]
    public void The_search_for_ways_to_a_target_finds_those_there_are() => Assert.Equal(
        ["Leak.Field", "Leak.FromText", "Leak.TryFrom", "Leak.get_Property"], Ways(typeof(Leak), IsReachable).Order(StringComparer.Ordinal));

    [Fact]
    public void Target_comes_out_of_Admission_and_the_policy_that_it_asks_even_if_the_hidden_ones_are_counted() =>
        Assert.Equal(
            ["PolicyInForce.TryMakeTarget", "ScanAdmission.TryAdmit"],
            typeof(ScanAdmission).Assembly.GetTypes().Where(type => !IsGenerated(type)).SelectMany(type => Ways(type, _ => true)).Order(StringComparer.Ordinal));

    [Fact]
    public void Constructor_of_a_target_is_called_in_one_file() =>
        Assert.Equal(
            ["src/PortScanner.Core/Addresses/AddressPolicy.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("new ScanTarget(", StringComparison.Ordinal)));

    [Fact]
    public void Address_policy_is_asked_for_a_target_by_Admission_alone() =>
        Assert.Equal(
            ["src/PortScanner.Core/Addresses/AddressPolicy.cs", "src/PortScanner.Web/Features/Admission/PolicyInForce.cs", "src/PortScanner.Web/Features/Admission/ScanAdmission.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("TryMakeTarget(", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Caller_is_proved_in_one_file() =>
        Assert.Equal(
            ["src/PortScanner.Web/Features/Callers/CallerMiddleware.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("CallerAddress.Prove(", StringComparison.Ordinal)));

    [Fact]
    public void Caller_is_taken_from_a_connection_of_the_operators_own_by_the_selftest_alone() =>
        Assert.Equal(
            ["src/PortScanner.Web/Features/SelfTest/TestedPorts.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("CallerAddress.OfConnection(", StringComparison.Ordinal)));

    [Fact]
    public void Caller_is_taken_from_a_grant_in_one_file() =>
        Assert.Equal(
            ["src/PortScanner.Web/Features/Cluster/Testing/GrantedScan.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("CallerAddress.ToldByGrant(", StringComparison.Ordinal)));

    [Fact]
    public void Grant_is_found_good_in_one_file() =>
        Assert.Equal(
            ["src/PortScanner.Cluster/Grants/GrantJudge.cs"],
            Repository.Sources().Where(file => Repository.Read(file).Contains("new JudgedGrant(", StringComparison.Ordinal)));

    private static IEnumerable<string> Ways(Type type, Func<MethodBase, bool> counts)
    {
        var methods = type.GetMethods(Everything).Where(method => counts(method)).Where(method => Holds(method.ReturnType)
            || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef && Holds(parameter.ParameterType)));
        var fields = type.GetFields(Everything)
            .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && Holds(field.FieldType));
        return methods.Select(method => $"{type.Name}.{method.Name}").Concat(fields.Select(field => $"{type.Name}.{field.Name}"));
    }

    private static bool IsReachable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Lambdas and state machines, which hold locals of the methods that they come from.
    private static bool IsGenerated(Type type) => type.Name.Contains('<', StringComparison.Ordinal);

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

        public static bool TryFrom(string text, out ScanTarget? target)
        {
            target = null;
            return text.Length > 0;
        }
    }
}
