using System.Globalization;
using System.Text;

namespace PortScanner.Web.Hosting.Logging;

/// <summary>
/// What may be written of an exception: of which types it and its causes are, and where they were thrown. Its message may repeat what a visitor
/// sent, or hold his address.
/// </summary>
internal sealed class RenderedException(Exception exception) : Exception(exception.GetType().FullName)
{
    /// <inheritdoc />
    public override string? StackTrace => exception.StackTrace;

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : "\n because of ")}{cause.GetType().FullName}\n{cause.StackTrace}");
        }

        return text.ToString();
    }
}
