namespace PortScanner.Lab.Listeners.Services;

/// <summary>A SQL Server Browser with one instance (MC-SQLR section 2.2.5).</summary>
[Answers("mssql-browser")]
internal sealed class MsSqlBrowserService : IUdpService
{
    private const string Instance = "ServerName;LAB;InstanceName;SQLEXPRESS;IsClustered;No;Version;15.0.2000.5;tcp;1433;;";

    public int Port => 1434;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [3] ? [5, (byte)Instance.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(Instance)] : null;
}
