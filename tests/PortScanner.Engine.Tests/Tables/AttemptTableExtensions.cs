using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

internal static class AttemptTableExtensions
{
    /// <summary>Notes an attempt as the sender does: built, then leaving.</summary>
    public static void Send(this AttemptTable table, int probe, int pass, long now) => table.Send(new Send(probe), pass, now);

    /// <summary>Notes a control in the same manner.</summary>
    public static void SendControl(this AttemptTable table, int probe, int pass, long now) => table.Send(new Send(probe, IsControl: true), pass, now);

    /// <summary>Notes either.</summary>
    public static void Send(this AttemptTable table, Send send, int pass, long now)
    {
        table.OnBuilt(send, pass);
        table.OnLeaving(send, now);
    }
}
