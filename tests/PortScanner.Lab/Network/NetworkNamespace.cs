using System.Runtime.ExceptionServices;

namespace PortScanner.Lab.Network;

/// <summary>One network namespace of the lab. Deleting it takes its links, addresses and firewall with it.</summary>
public sealed class NetworkNamespace : IDisposable
{
    private NetworkNamespace(string name) => Name = name;

    /// <summary>The name, as <c>ip netns</c> shows it.</summary>
    public string Name { get; }

    /// <summary>Makes a namespace whose loopback is up, and in which no address waits for duplicate detection.</summary>
    public static NetworkNamespace Create(string name)
    {
        Command.Run("ip", ["netns", "add", name]).Succeeded();
        var created = new NetworkNamespace(name);
        created.Configure("link set lo up");
        created.SetSysctl("net/ipv6/conf/all/accept_dad", 0);
        created.SetSysctl("net/ipv6/conf/default/accept_dad", 0);
        return created;
    }

    /// <summary>
    /// Does something in the namespace: on a thread of its own, since setns moves one thread. What is opened or started there,
    /// sockets and processes, stays in the namespace after the thread has ended.
    /// </summary>
    public T Run<T>(Func<T> work)
    {
        var result = default(T)!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                SetNamespace.OfThisThread($"/run/netns/{Name}");
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>Runs a program in the namespace to its end.</summary>
    public CommandResult RunIn(string program, IEnumerable<string> arguments, string? input = null) =>
        StartIn(program, arguments).Finish(input);

    /// <summary>Starts a program in the namespace.</summary>
    /// <remarks>The arguments are those of <see cref="Command.Start"/>.</remarks>
    public Command StartIn(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? onLine = null) =>
        Run(() => Command.Start(program, arguments, folder, environment, onLine));

    /// <summary>Runs lines of <c>ip</c> commands.</summary>
    public void Configure(string lines) => Command.Run("ip", ["-n", Name, "-batch", "-"], lines).Succeeded();

    /// <summary>Sets a value below <c>/proc/sys</c>, if this kernel has it.</summary>
    public void SetSysctl(string path, int value) => Run(() =>
    {
        var file = "/proc/sys/" + path;
        if (File.Exists(file))
        {
            File.WriteAllText(file, value.ToString());
        }

        return 0;
    });

    /// <summary>Deletes the namespace.</summary>
    public void Dispose() => Command.Run("ip", ["netns", "del", Name]);
}
