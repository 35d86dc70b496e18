using System.Runtime.InteropServices;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>
/// Takes SIGTERM, SIGINT and SIGQUIT from the first moment on. The framework heeds them only once its host has started; before that they
/// would kill the process in the midst of its work or, where it is the first of its container, do nothing.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration[] _registrations;
    private IHostApplicationLifetime? _lifetime;

    /// <summary>Begins to take them.</summary>
    public StopSignals() => _registrations = Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal, Take));

    /// <summary>Has a host stop when one comes, instead of ending the process at once.</summary>
    public void HandTo(IHostApplicationLifetime lifetime)
    {
        lock (_lock)
        {
            _lifetime = lifetime;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        IHostApplicationLifetime? lifetime;
        lock (_lock)
        {
            lifetime = _lifetime;
        }

        if (lifetime is null)
        {
            // Nothing is served and nobody is scanned yet, so there is nothing to end.
            Environment.Exit(0);
        }

        lifetime.StopApplication();
    }
}
