namespace PortScanner.Core.Localization;

/// <summary>
/// Something to be said, in no language yet: what finds a fault seldom knows who will read of it. <see cref="Messages.Format(Message)"/> puts it
/// into words.
/// </summary>
/// <param name="Key">The message's key.</param>
/// <param name="Values">
/// What fills its placeholders: text, which is the same in every language, several texts to choose from, a number, or another message.
/// </param>
public sealed record Message(string Key, params IReadOnlyList<(string Name, object Value)> Values)
{
    /// <summary>How many things it speaks of, which chooses the singular or the plural and fills <c>{count}</c>; null if it counts nothing.</summary>
    public long? Count { get; init; }

    /// <summary>In English, for logs and tests.</summary>
    public override string ToString() => Languages.English.Format(this);
}
