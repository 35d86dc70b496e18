namespace PortScanner.Web.Features.Startup;

/// <summary>Lets something be logged once a minute, so that whoever causes it cannot fill the log.</summary>
internal sealed class QuietLog(TimeProvider timeProvider)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _spoken;

    /// <summary>Whether it may be logged now.</summary>
    public bool MaySpeak()
    {
        lock (_lock)
        {
            if (_spoken is { } spoken && timeProvider.GetElapsedTime(spoken) < Silence)
            {
                return false;
            }

            _spoken = timeProvider.GetTimestamp();
            return true;
        }
    }
}
