using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Storage.Tests;

/// <summary>The property that a reader who follows a scan by sequence numbers ends up knowing what was appended, whatever the batches.</summary>
internal static class ReadWhileAppending
{
    public static void Check(Func<ProbeResult[][], Task<Dictionary<Probe, ProbeResult>>> appendAndRead)
    {
        // Few ports, so that results are replaced often, while the reader is anywhere.
        var result = from port in Gen.Choose(0, 40)
                     from attempts in Gen.Choose(1, 60000)
                     select Samples.Syn((ushort)port) with { Attempts = attempts };
        var batches = result.ArrayOf().ArrayOf().ToArbitrary();

        Prop.ForAll(
            batches,
            appended =>
            {
                var known = appendAndRead(appended).GetAwaiter().GetResult();
                var expected = appended.SelectMany(batch => batch).GroupBy(each => each.Probe).ToDictionary(g => g.Key, g => g.Last());
                Assert.Equal(expected, known);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    public static Task AppendAsync(IScanStore store, ScanKey key, ProbeResult[][] batches, CancellationToken cancel) => Task.Run(
        async () =>
        {
            foreach (var batch in batches)
            {
                Assert.True(await store.AppendAsync(key, batch, cancel));
            }

            Assert.True(await store.FinishAsync(key, ScanOutcome.Completed, cancel));
        },
        cancel);

    public static async Task<Dictionary<Probe, ProbeResult>> ReadAsync(IScanStore store, ScanKey key, CancellationToken cancel)
    {
        var known = new Dictionary<Probe, ProbeResult>();
        var last = 0L;
        while (true)
        {
            var page = await store.ReadAsync(key, last, cancel);
            Assert.True(page!.LastSequence >= last);
            foreach (var result in page.Results)
            {
                known[result.Probe] = result;
            }

            if (page.Outcome != ScanOutcome.Running)
            {
                return known;
            }

            last = page.LastSequence;
        }
    }
}
