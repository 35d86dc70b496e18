namespace PortScanner.Engine.Contract;

/// <summary>What keeps the engine from starting.</summary>
public enum EngineStartError
{
    /// <summary>libpcap is not installed.</summary>
    LibPcapMissing,

    /// <summary>The process may not open raw sockets.</summary>
    RightMissing,

    /// <summary>libpcap failed.</summary>
    CaptureFailed,

    /// <summary>libpcap could not list the interfaces.</summary>
    InterfacesNotListed,

    /// <summary>An option is out of its range.</summary>
    BadOption,
}

/// <summary>The engine cannot start; the message tells an operator what to do.</summary>
public sealed class EngineStartException : Exception
{
    private EngineStartException(EngineStartError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What is wrong.</summary>
    public EngineStartError Error { get; }

    internal static EngineStartException LibPcapMissing(Exception cause) =>
        new(EngineStartError.LibPcapMissing, "libpcap was not found. On Debian: apt-get install libpcap0.8", cause);

    internal static EngineStartException RightMissing() => new(
        EngineStartError.RightMissing,
        "This process may not open raw sockets: it lacks CAP_NET_RAW. Run it as root, or grant the one capability, for example: "
        + "setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=+net_raw --ambient-caps=+net_raw COMMAND (as root), "
        + "or AmbientCapabilities=CAP_NET_RAW in a systemd unit.");

    internal static EngineStartException CaptureFailed(string message) =>
        new(EngineStartError.CaptureFailed, $"libpcap could not capture: {message}");

    /// <summary>For the list libpcap opens sockets of two families. It does without Bluetooth only where the kernel says that there is none.</summary>
    internal static EngineStartException InterfacesNotListed(string message)
    {
        var isBluetooth = message.Contains("Bluetooth", StringComparison.OrdinalIgnoreCase);
        var (family, cure) = isBluetooth
            ? ("AF_BLUETOOTH", "allow them, or refuse them with the error EAFNOSUPPORT, as RestrictAddressFamilies of a systemd unit does")
            : ("AF_NETLINK", "allow them");
        return new(
            EngineStartError.InterfacesNotListed,
            $"libpcap could not list this machine's interfaces: {message}. "
            + $"What confines this process (seccomp, AppArmor, SELinux, a container) refuses it sockets of the family {family}: {cure}.");
    }

    internal static EngineStartException BadOption(string message) => new(EngineStartError.BadOption, message);
}
