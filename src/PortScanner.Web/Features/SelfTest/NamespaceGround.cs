using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Hosting.Interop;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>
/// A virtual Ethernet link to a second network namespace. The process is in one of its own already, since threads that the runtime had before could not
/// follow into another: <see cref="OwnNamespace"/> starts it so.
/// </summary>
internal sealed class NamespaceGround : IGround
{
    private const string ReservedPorts = "/proc/sys/net/ipv4/ip_local_reserved_ports";
    private const int NewNetwork = 0x40000000;

    /// <summary>Keeps the source ports of probes, which a new namespace would give to others.</summary>
    public NamespaceGround(string sourcePorts) => TryReserve(sourcePorts);

    /// <inheritdoc/>
    public string Words => "in a network namespace of its own, over a virtual Ethernet link";

    /// <inheritdoc/>
    public IReadOnlyList<(IPAddress Tester, IPAddress Visitor)> Ends { get; } =
    [
        (IPAddress.Parse("198.18.0.1"), IPAddress.Parse("198.18.0.2")),
        (IPAddress.Parse("fd73:656c:6674::1"), IPAddress.Parse("fd73:656c:6674::2")),
    ];

    /// <inheritdoc/>
    public AdmissionOptions Admission => new() { AllowNetworks = [.. Ends.Select(end => end.Visitor).Select(visitor => $"{visitor}/{visitor.GetAddressBytes().Length * 8}")] };

    /// <inheritdoc/>
    public T Build<T>(Func<T> atVisitor)
    {
        using var isThere = new ManualResetEventSlim();
        using var isConfigured = new ManualResetEventSlim();
        var (place, result) = ("", default(T)!);
        ExceptionDispatchInfo? failure = null;

        // The thread moves, and what it opens is where it is. It starts nothing that the runtime might make a thread of its pool for: that would be there, too.
        var thread = new Thread(() =>
        {
            try
            {
                var error = LibC.LeaveNamespaces(NewNetwork);
                place = error == 0 ? $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/ns/net" : throw new Win32Exception(Marshal.GetLastPInvokeError(), "The kernel makes no second network namespace.");
                isThere.Set();
                isConfigured.Wait();
                result = atVisitor();
            }
            catch (Exception e) when (e is Win32Exception or IOException or SocketException)
            {
                failure = ExceptionDispatchInfo.Capture(e);
                isThere.Set();
            }
        });
        thread.Start();
        isThere.Wait();
        if (failure is null)
        {
            Configure("nsenter", [$"--net={place}", "ip"], $"link set lo up\nlink add visitor type veth peer name tester netns {Environment.ProcessId}", "visitor", end => end.Visitor);
            Configure("ip", [], "link set lo up", "tester", end => end.Tester);
            isConfigured.Set();
        }

        thread.Join();
        failure?.Throw();
        return result;
    }

    // Without IPv6 the rest is done all the same.
    private void Configure(string program, string[] arguments, string first, string link, Func<(IPAddress Tester, IPAddress Visitor), IPAddress> addressOf) => Tool.Feed(
        program,
        string.Join('\n', [first, .. Ends.Select(addressOf).Select(address => Assignment(address, link)), $"link set {link} up", ""]),
        [.. arguments, "-force", "-batch", "-"]);

    // Nobody else is there who could have the address (RFC 4862 section 5.4), and looking for him takes a second.
    private static string Assignment(IPAddress address, string link) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"addr add {address}/64 dev {link} nodad" : $"addr add {address}/24 dev {link}";

    // Where it cannot be done, the engine says whether it matters.
    private static void TryReserve(string sourcePorts)
    {
        try
        {
            File.WriteAllText(ReservedPorts, sourcePorts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The engine looks what the kernel gives away.
        }
    }
}
