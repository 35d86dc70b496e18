using System.Globalization;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>The processor time of one thread of this process, in user mode and in the kernel.</summary>
internal sealed class ThreadTime
{
    private readonly string _file;

    private ThreadTime(string file) => _file = file;

    /// <summary>Finds a thread.</summary>
    /// <param name="name">Its name, which no other thread has.</param>
    public static ThreadTime OfThread(string name)
    {
        string? folder = null;
        SpinWait.SpinUntil(() => (folder = Directory.GetDirectories("/proc/self/task").SingleOrDefault(task => NameOf(task) == name)) is not null);
        return new ThreadTime(Path.Combine(folder!, "schedstat"));
    }

    /// <summary>What it has used until now: the first number of its schedstat, in nanoseconds (sched-stats of the kernel's documentation).</summary>
    public TimeSpan Read() => TimeSpan.FromMicroseconds(double.Parse(File.ReadAllText(_file).Split(' ')[0], CultureInfo.InvariantCulture) / 1000);

    // Threads come and go while they are listed.
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
