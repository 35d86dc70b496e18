using System.Diagnostics;

using PortScanner.Core.Ports;

namespace PortScanner.Core.Tests.Ports;

public sealed class PortSetBuilderTests
{
    private const int Ranges = 1000;

    // Compared with what single ports cost, since a clock alone would measure the machine. With a flag for each port it is some hundred times as much.
    [Fact]
    public void Range_of_all_ports_costs_a_few_times_what_a_single_port_costs()
    {
        var single = CostOf(7, 7);
        Assert.InRange(CostOf(0, ushort.MaxValue), TimeSpan.Zero, single * 30);
        Assert.InRange(CostOf(1, ushort.MaxValue - 1), TimeSpan.Zero, single * 30);
    }

    private static TimeSpan CostOf(ushort first, ushort last)
    {
        var builder = new PortSetBuilder();
        return Enumerable.Range(0, 200).Min(_ =>
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Ranges; i++)
            {
                builder.AddRange(first, last);
            }

            return Stopwatch.GetElapsedTime(began);
        });
    }
}
