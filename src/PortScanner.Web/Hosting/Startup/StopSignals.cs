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
    private readonly CancellationTokenSource _enough = new();
    private IHostApplicationLifetime? _lifetime;
    private Func<CancellationToken, Task>? _first;
    private bool _isStopping;

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

    /// <summary>Has something be done before the host stops.</summary>
    /// <param name="first">Does it; its token is cancelled by a second signal.</param>
    public void DoFirst(Func<CancellationToken, Task> first)
    {
        lock (_lock)
        {
            _first = first;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _enough.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        IHostApplicationLifetime? lifetime;
        Func<CancellationToken, Task>? first;
        lock (_lock)
        {
            (lifetime, first) = (_lifetime, _first);
            if (_isStopping)
            {
                _enough.Cancel();
                return;
            }

            _isStopping = lifetime is not null;
        }

        if (lifetime is null)
        {
            // Nothing is served and nobody is scanned yet, so there is nothing to end.
            Environment.Exit(0);
        }

        if (first is null)
        {
            lifetime.StopApplication();
        }
        else
        {
            _ = StopAfterAsync(first, lifetime);
        }
    }

    private async Task StopAfterAsync(Func<CancellationToken, Task> first, IHostApplicationLifetime lifetime)
    {
        await first(_enough.Token);
        lifetime.StopApplication();
    }
}
