namespace PortScanner.Web.Features.Doctor;

/// <summary>How grave a finding is.</summary>
internal enum Gravity
{
    /// <summary>As it should be.</summary>
    Right,

    /// <summary>It works, but something is to be known.</summary>
    Notice,

    /// <summary>It does not work so.</summary>
    Wrong,
}

/// <summary>What one look at the machine found.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Gravity">How grave it is.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Cure">What to do about it; null if nothing is to be done.</param>
internal sealed record Finding(string Subject, Gravity Gravity, string Sentence, string? Cure = null)
{
    public static Finding Right(string subject, string sentence) => new(subject, Gravity.Right, sentence);

    public static Finding Notice(string subject, string sentence, string cure) => new(subject, Gravity.Notice, sentence, cure);

    public static Finding Wrong(string subject, string sentence, string cure) => new(subject, Gravity.Wrong, sentence, cure);
}
