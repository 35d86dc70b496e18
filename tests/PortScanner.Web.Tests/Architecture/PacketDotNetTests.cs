using System.Reflection;

using PacketDotNet;

using PortScanner.Core.Addresses;
using PortScanner.Engine;
using PortScanner.Engine.DryRun;
using PortScanner.Storage;
using PortScanner.Web.Features.DryRun;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>
/// PacketDotNet, which one packet of a stranger's can hang, reads nothing but what the program built itself: in a dry run, where nothing is
/// received at all.
/// </summary>
public sealed class PacketDotNetTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(ScanTarget).Assembly, typeof(ScanEngine).Assembly, typeof(IScanStore).Assembly, typeof(DryRunVerb).Assembly];

    [Fact]
    public void PacketDotNet_is_named_by_the_reading_of_a_dry_runs_packets_alone() =>
        Assert.Equal([typeof(PacketReading).FullName], Users(IsOfPacketDotNet));

    [Fact]
    public void Reading_is_named_by_the_listing_of_a_dry_run_alone() =>
        Assert.Equal([typeof(PacketReading).FullName, typeof(PacketListing).FullName], Users(member => member == typeof(PacketReading)));

    [Fact]
    public void Listing_is_named_by_the_dry_run_alone() =>
        Assert.Equal([typeof(DryRunVerb).FullName, typeof(PacketListing).FullName], Users(member => member == typeof(PacketListing)));

    [Fact]
    public void Packet_of_a_dry_run_is_made_by_the_dry_run_alone() =>
        Assert.Equal(
            [typeof(DryRunPacket).FullName, typeof(ScanDryRun).FullName],
            Users(member => member is ConstructorInfo && member.DeclaringType == typeof(DryRunPacket)));

    [Theory]
    [InlineData(typeof(UserByCall))]
    [InlineData(typeof(UserInALambda))]
    [InlineData(typeof(UserOfWhatIsReturned))]
    [InlineData(typeof(UserByTypeArgument))]
    [InlineData(typeof(UserByInheritance))]
    public void User_is_found_however_it_uses_it(Type user) =>
        Assert.Contains(user.FullName, Mentions.UsersOf(user.Assembly, IsOfPacketDotNet));

    [Fact]
    public void Type_that_uses_nothing_of_it_is_not_found() =>
        Assert.DoesNotContain(typeof(ScanTargetTests).FullName, Mentions.UsersOf(typeof(ScanTargetTests).Assembly, IsOfPacketDotNet));

    private static IEnumerable<string> Users(Predicate<MemberInfo> isMeant) =>
        Assemblies.SelectMany(assembly => Mentions.UsersOf(assembly, isMeant)).Order(StringComparer.Ordinal);

    private static bool IsOfPacketDotNet(MemberInfo member) => (member as Type ?? member.DeclaringType)?.Assembly == typeof(Packet).Assembly;
}
