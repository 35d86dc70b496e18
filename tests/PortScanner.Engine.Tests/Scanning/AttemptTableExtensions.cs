using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Scanning;

internal static class AttemptTableExtensions
{
    /// <summary>Notes a packet as the sender does: built, then leaving.</summary>
    public static void Send(this AttemptTable table, int reportIndex, int pass, long now)
    {
        table.OnBuilt(reportIndex, pass);
        table.OnLeaving(reportIndex, now);
    }
}
