namespace PortScanner.Engine.Schedule;

/// <summary>How many outstanding probes were decided lately.</summary>
/// <param name="Replies">By the transport protocol or the service itself, of which a listener's answer is one.</param>
/// <param name="Errors">By ICMP errors, which hosts limit.</param>
internal readonly record struct NewAnswers(int Replies, int Errors)
{
    /// <summary>All of them.</summary>
    public int Count => Replies + Errors;

    /// <summary>Those of two looks together.</summary>
    public static NewAnswers operator +(NewAnswers one, NewAnswers other) => new(one.Replies + other.Replies, one.Errors + other.Errors);
}
