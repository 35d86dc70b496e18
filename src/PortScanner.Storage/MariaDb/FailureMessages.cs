using System.Net.Security;
using System.Security.Authentication;

namespace PortScanner.Storage.MariaDb;

/// <summary>Says why there is no connection. The driver's own message is often but the name of the step; what it rests on has the cause.</summary>
internal static class FailureMessages
{
    private static readonly string? TlsLibrary = typeof(SslStream).Assembly.GetName().Name;

    /// <summary>The messages of an exception and of those that it rests on; the first word is TLS where TLS is what failed.</summary>
    public static string Of(Exception failure)
    {
        var causes = new List<Exception>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause);
        }

        var words = string.Join(": ", causes.Select(cause => cause.Message.TrimEnd('.')).Distinct(StringComparer.Ordinal));
        return $"{(causes.Exists(IsOfTls) ? "TLS failed: " : "")}{words}.";
    }

    // The driver calls it SSL where it has words of its own, and has none for a server that closes the connection in the middle.
    private static bool IsOfTls(Exception cause) =>
        cause is AuthenticationException
        || cause.Source == TlsLibrary
        || cause.Message.Contains("SSL", StringComparison.Ordinal)
        || cause.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
}
