namespace PortScanner.Web.Features.Nodes;

/// <summary>Which numbers were taken, of those that may still come; as in RFC 4303 section 3.4.3. Not safe for several threads at once.</summary>
internal struct ReplayWindow
{
    private const int Width = 64;

    private long _highest;
    private ulong _taken;

    /// <summary>Takes a number.</summary>
    /// <returns>False if it was taken before, or is too far behind to know.</returns>
    public bool TryTake(long number)
    {
        if (number <= 0)
        {
            return false;
        }

        if (number > _highest)
        {
            var ahead = number - _highest;
            _taken = ahead >= Width ? 1 : (_taken << (int)ahead) | 1;
            _highest = number;
            return true;
        }

        var behind = _highest - number;
        if (behind >= Width || (_taken & (1UL << (int)behind)) != 0)
        {
            return false;
        }

        _taken |= 1UL << (int)behind;
        return true;
    }
}
