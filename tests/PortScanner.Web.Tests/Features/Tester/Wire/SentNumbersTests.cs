using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Tester.Wire;

/// <summary>Front end and tester may be of two versions while one is upgraded, so a number that is sent keeps its meaning.</summary>
public sealed class SentNumbersTests
{
    /// <summary>As testers send and expect them. A row is added at the end; none is changed.</summary>
    private static readonly Dictionary<Type, (string Name, int Number)[]> Sent = new()
    {
        [typeof(TesterQuestion)] = [("Ready", 0), ("Scan", 2)],
        [typeof(ReplyKind)] = [("Ready", 0), ("Refused", 2), ("Begun", 3), ("Results", 4), ("Progress", 5), ("End", 6)],
        [typeof(ScanRejection)] = [("AddressPolicy", 0), ("NoRoute", 1), ("NoFreeSourcePort", 2), ("NoCapacity", 3), ("NoCapture", 4), ("NoTester", 5)],
        [typeof(ScanActivity)] =
        [
            ("Asking", 0), ("AskingAgain", 1), ("OvercomingLoss", 2), ("AwaitingLimit", 3), ("AwaitingLateAnswers", 4), ("TestingFirewall", 5),
            ("AwaitingTarget", 6),
        ],
        [typeof(SharedProbes)] = [("All", 0), ("Udp", 1)],
    };

    /// <summary>Those that the domain has, whose numbers its own tests hold.</summary>
    private static readonly Type[] OfTheDomain = [typeof(ProbeKind), typeof(PortState), typeof(Reason), typeof(Remarks), typeof(RouteKind)];

    public static TheoryData<string> Names => [.. Sent.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_the_number_that_it_always_had(string name)
    {
        var (type, numbers) = Sent.Single(row => row.Key.Name == name);
        Assert.Equal(numbers, Enum.GetNames(type).Select(member => (member, Convert.ToInt32(Enum.Parse(type, member)))));
    }

    [Fact]
    public void All_that_the_messages_hold_are_known() => Assert.Equal(
        Sent.Keys.Concat(OfTheDomain).Select(type => type.Name).Order(StringComparer.Ordinal),
        Enumerations(typeof(TesterRequest)).Concat(Enumerations(typeof(TesterReply))).Distinct().Select(type => type.Name).Order(StringComparer.Ordinal));

    // Those in a message, and in the messages that are part of it.
    private static IEnumerable<Type> Enumerations(Type message) => message.GetProperties()
        .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        .Select(type => type.IsGenericType ? type.GetGenericArguments().Single() : type)
        .SelectMany(type => type.IsEnum ? [type] : type.Namespace == typeof(TesterReply).Namespace && type != message ? Enumerations(type) : []);
}
