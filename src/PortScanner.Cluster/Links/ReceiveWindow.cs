namespace PortScanner.Cluster.Links;

/// <summary>What one side has taken of the messages that the other one keeps. Its users hold the link's lock.</summary>
internal sealed class ReceiveWindow(TimeProvider timeProvider)
{
    private ulong _told;
    private ulong _highest;
    private long? _askedAt;

    /// <summary>Up to where messages were taken.</summary>
    public ulong Taken { get; private set; }

    /// <summary>Up to where the link's users have read them; that opens the other side's window.</summary>
    public ulong Read { get; private set; }

    /// <summary>Whether so much was read since the other side was told that it should be told at once.</summary>
    public bool IsDue => Read - _told >= SendWindow.Size / 4;

    /// <summary>Whether anything was read of which the other side was not told.</summary>
    public bool IsUntold => Read > _told;

    /// <summary>Whether something is missing, and was not asked for a moment ago.</summary>
    public bool IsAskDue => _highest > Taken && (_askedAt is not { } asked || timeProvider.GetElapsedTime(asked) >= LinkTimes.AskAgain);

    /// <summary>Whether a message is the next one; what is ahead is dropped, and comes again.</summary>
    public bool TryTake(ulong sequence)
    {
        if (sequence != Taken + 1 || sequence > Read + SendWindow.Size + 1)
        {
            return false;
        }

        Taken = sequence;
        return true;
    }

    /// <summary>Takes what the other side says that it has sent.</summary>
    public void Expect(ulong highest) => _highest = Math.Max(_highest, highest);

    /// <summary>The link's users have read as far as this.</summary>
    public void MarkRead(ulong sequence) => Read = Math.Max(Read, sequence);

    /// <summary>The other side is being told how far they have.</summary>
    public void MarkTold() => _told = Read;

    /// <summary>From where on everything has to be asked for once more; 0 if nothing is missing, or that was asked a moment ago.</summary>
    public ulong AskAgain()
    {
        if (!IsAskDue)
        {
            return 0;
        }

        _askedAt = timeProvider.GetTimestamp();
        return Taken + 1;
    }
}
