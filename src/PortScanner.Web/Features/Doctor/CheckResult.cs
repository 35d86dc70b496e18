namespace PortScanner.Web.Features.Doctor;

/// <summary>How grave a result is.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but something is to be known.</summary>
    Notice,

    /// <summary>It does not work so.</summary>
    Wrong,
}

/// <summary>What one look at the machine found.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Cure">What to do about it; null if nothing is to be done.</param>
internal sealed record CheckResult(string Subject, Severity Severity, string Sentence, string? Cure = null)
{
    public static CheckResult Ok(string subject, string sentence) => new(subject, Severity.Ok, sentence);

    public static CheckResult Notice(string subject, string sentence, string cure) => new(subject, Severity.Notice, sentence, cure);

    public static CheckResult Wrong(string subject, string sentence, string cure) => new(subject, Severity.Wrong, sentence, cure);
}
