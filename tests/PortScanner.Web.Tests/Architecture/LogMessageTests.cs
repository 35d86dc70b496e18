using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;

using Microsoft.Extensions.Logging;

using PortScanner.Cluster.Bus;
using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>Log messages keep to their blocks of ids, and have no place for an address or a port.</summary>
public sealed partial class LogMessageTests
{
    private static readonly Type[] Forbidden =
        [typeof(IPAddress), typeof(EndPoint), typeof(IPEndPoint), typeof(ushort), typeof(ushort?), typeof(ScanTarget), typeof(Probe), typeof(Exception)];

    private static readonly List<MethodInfo> Messages =
    [
        .. new[] { typeof(ScanTarget).Assembly, typeof(ScanEngine).Assembly, typeof(IScanStore).Assembly, typeof(IBus).Assembly, typeof(ScanAdmission).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null),
    ];

    [Fact]
    public void Ids_are_unique()
    {
        Assert.NotEmpty(Messages);
        Assert.Equal(Messages.Count, Messages.Select(Id).Distinct().Count());
    }

    [Fact]
    public void Ids_lie_in_the_block_that_their_class_documents_and_blocks_do_not_overlap()
    {
        var sources = Repository.Sources().Select(Repository.Read)
            .Where(text => text.Contains("[LoggerMessage(", StringComparison.Ordinal)).ToList();
        var blocks = sources.ConvertAll(text => (Text: text, Block: BlockOf(text)));
        foreach (var (text, block) in blocks)
        {
            Assert.All(MessageId().Matches(text), match => Assert.InRange(Number(match.Groups["id"]), block.First, block.Last));
        }

        var ordered = blocks.Select(source => source.Block).Order().ToList();
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First));
        Assert.Equal(Messages.Count, sources.Sum(text => MessageId().Count(text)));
    }

    [Fact]
    public void Messages_take_no_address_and_no_port()
    {
        foreach (var parameter in Messages.SelectMany(message => message.GetParameters()).Where(parameter => parameter.ParameterType != typeof(ILogger)))
        {
            Assert.DoesNotContain(parameter.ParameterType, Forbidden);
            Assert.DoesNotMatch("(?i)address|^ip|port|caller|visitor|target|responder|peer|remote|host|header|path|query|agent", parameter.Name!);
        }
    }

    private static (int First, int Last) BlockOf(string text)
    {
        var block = Block().Match(text);
        Assert.True(block.Success, text);
        return (Number(block.Groups["first"]), Number(block.Groups["last"]));
    }

    private static int Id(MethodInfo message) => message.GetCustomAttribute<LoggerMessageAttribute>()!.EventId;

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"ids (?<first>\d+) to (?<last>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\[LoggerMessage\((?<id>\d+),", RegexOptions.None, 1000)]
    private static partial Regex MessageId();
}
