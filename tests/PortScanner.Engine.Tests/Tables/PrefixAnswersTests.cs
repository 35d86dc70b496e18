using PortScanner.Core.Results;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

/// <summary>When errors to the source prefix count though nothing is known to be answered otherwise.</summary>
public sealed class PrefixAnswersTests
{
    private const int Controls = 3;

    [Fact]
    public void Without_a_witness_errors_count_once_every_control_port_was_refused()
    {
        var prefix = new PrefixAnswers(Controls);
        for (var control = 0; control < Controls; control++)
        {
            Assert.False(prefix.AreOfUse);
            Assert.False(Takes(prefix, Reason.AdminProhibited, isToPrefix: true));
            Takes(prefix, Reason.AdminProhibited, isControl: true);
        }

        Assert.True(prefix.AreOfUse);
        Assert.True(Takes(prefix, Reason.AdminProhibited, isToPrefix: true));
        Assert.False(Takes(prefix, Reason.NoRoute, isToPrefix: true));
    }

    [Fact]
    public void Control_port_that_is_refused_again_is_still_one()
    {
        var prefix = new PrefixAnswers(Controls);
        for (var time = 0; time < Controls; time++)
        {
            Takes(prefix, Reason.AdminProhibited, known: time == 0 ? Reason.NoReply : Reason.AdminProhibited, isControl: true);
        }

        Assert.False(prefix.AreOfUse);
    }

    [Fact]
    public void Ports_that_are_refused_are_no_control_ports()
    {
        var prefix = new PrefixAnswers(Controls);
        for (var port = 0; port < 100; port++)
        {
            Takes(prefix, Reason.AdminProhibited);
        }

        Assert.False(prefix.AreOfUse);
        Assert.False(Takes(prefix, Reason.AdminProhibited, isToPrefix: true));
    }

    [Fact]
    public void Each_of_a_few_addresses_needs_a_witness_of_its_own_and_is_out_by_itself()
    {
        var answers = new PrefixAnswers(placeCount: 2);
        Takes(answers, Reason.AdminProhibited);
        Takes(answers, Reason.Reset);
        var error = new Answer(Reason.AdminProhibited, null, 64, null, 1, IsToPrefix: true);
        var witness = new Answer(Reason.Reset, null, 64, null, 1, IsToPrefix: true);

        answers.Takes(witness, Reason.Reset, isControl: false, place: 1);
        Assert.Equal([false, true], new[] { 0, 1 }.Select(place => answers.Takes(error, Reason.NoReply, isControl: false, place: place)));

        answers.Takes(error, Reason.Reset, isControl: false, place: 0);
        Assert.False(answers.IsContradicted);
        Assert.True(answers.Takes(error, Reason.NoReply, isControl: false, place: 1));

        answers.Takes(error, Reason.Reset, isControl: false, place: 1);
        Assert.True(answers.IsContradicted);
        Assert.False(answers.Takes(error, Reason.NoReply, isControl: false, place: 1));
    }

    [Fact]
    public void Scan_without_control_ports_needs_a_witness()
    {
        var prefix = new PrefixAnswers();
        Takes(prefix, Reason.AdminProhibited);
        Assert.False(prefix.AreOfUse);

        Takes(prefix, Reason.Reset);
        Assert.True(prefix.AreOfUse);
        Assert.False(prefix.IsConfirmed);
    }

    [Fact]
    public void Witness_is_heard_first_wherever_there_is_one()
    {
        var prefix = new PrefixAnswers(Controls);
        for (var control = 0; control < Controls; control++)
        {
            Takes(prefix, Reason.AdminProhibited, isControl: true);
        }

        Takes(prefix, Reason.SynAck);
        Assert.False(Takes(prefix, Reason.AdminProhibited, isToPrefix: true));

        Takes(prefix, Reason.SynAck, known: Reason.SynAck, isToPrefix: true);
        Assert.True(Takes(prefix, Reason.AdminProhibited, isToPrefix: true));
    }

    private static bool Takes(PrefixAnswers prefix, Reason reason, Reason known = Reason.NoReply, bool isControl = false, bool isToPrefix = false) =>
        prefix.Takes(new Answer(reason, null, 60, null, 0, isToPrefix, Remarks.None), known, isControl);
}
