using PortScanner.Core.Addresses;
using PortScanner.Core.Evidence;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;

namespace PortScanner.Web.Features.Help;

/// <summary>
/// The paragraphs of help, in one language. What they tell of the program is not written into them, but comes from where the program
/// has it, so that no text can contradict it.
/// </summary>
internal sealed class HelpMessages
{
    private readonly (string Name, object Value)[] _facts;

    public HelpMessages(Messages messages, ScanEngineOptions engine)
    {
        Messages = messages;
        _facts =
        [
            ("attempts", LossRule.MinimumAttempts),
            ("odds", (int)Math.Round(1 / LossRule.AcceptedRisk)),
            ("limited", Reason.RateLimited.Info().Name),
            ("notawaited", Reason.NotAwaited.Info().Name),
            ("loss", Reason.PacketLoss.Info().Name),
            ("capture", Reason.CaptureLoss.Info().Name),
            ("refused", Reason.SendRefused.Info().Name),
            ("ended", Reason.ScanEnded.Info().Name),
            ("unseen", Reason.TargetUnseen.Info().Name),
            ("testerlost", Reason.TesterLost.Info().Name),
            ("buslost", Reason.BusLost.Info().Name),
            ("path", Reason.TesterPath.Info().Name),
            ("filtered", Reason.TesterFiltered.Info().Name),
            ("differ", Reason.TestersDiffer.Info().Name),
            ("custom", ScanProfile.Custom.Name()),
            ("sofar", Remarks.Provisional.Infos().Single().Note(messages)),
            ("kept", messages["about.kept-text"]),
            ("from", messages["report.header.from"]),
            ("sourceports", engine.SourcePorts),
            ("private", messages.And(Networks(AddressRefusalCode.Private))),
            ("shared", messages.And(Networks(AddressRefusalCode.Shared))),
        ];
    }

    /// <summary>The messages.</summary>
    public Messages Messages { get; }

    /// <summary>The paragraphs of a part.</summary>
    /// <param name="key">The beginning of their keys, which end in 1, 2 and so on.</param>
    /// <param name="count">How many there are.</param>
    public IEnumerable<HelpParagraph> Paragraphs(string key, int count) =>
        Enumerable.Range(1, count).Select(number => new HelpParagraph(Messages.Format($"{key}.{number}", _facts)));

    private static string[] Networks(AddressRefusalCode kind) =>
        [.. SpecialPurposeRegistry.All.Where(range => range.Kind == kind).Select(range => range.Network.ToString()).Order(StringComparer.Ordinal)];
}
