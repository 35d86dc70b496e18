namespace PortScanner.Lab.Program;

/// <summary>A wall clock that a test sets for one program, by libfaketime; the steady clock, and the kernel's own, go on as they did.</summary>
public sealed class FakeClock : IDisposable
{
    private static readonly string? Library =
        Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    private readonly string _file = Path.GetTempFileName();

    /// <summary>A clock that is right.</summary>
    public FakeClock() => Set("+0");

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? WhyNot => Library is null ? "libfaketime (Debian's package faketime) is not installed" : null;

    /// <summary>The environment of a program that goes by it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = Library ?? "",
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets it; the program sees it within a second.</summary>
    /// <param name="offset">How it differs from the right time, such as <c>-1h</c>.</param>
    public void Set(string offset) => File.WriteAllText(_file, offset);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);
}
