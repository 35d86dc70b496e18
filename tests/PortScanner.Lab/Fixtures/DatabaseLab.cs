using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program keeps results in a database of its own.</summary>
public sealed class DatabaseLab : IDisposable
{
    private readonly ThreeHosts? _hosts;
    private readonly Database? _database;
    private readonly ShippedProgram? _program;

    /// <summary>Builds it.</summary>
    public DatabaseLab()
    {
        if (LabRequirements.WhyNot is not null)
        {
            return;
        }

        _hosts = new ThreeHosts();
        try
        {
            _database = Database.Start(_hosts.Server);
            _program = ShippedProgram.Start(_hosts.Server, [Side.V4.Server], ShippedProgram.AllowTheLab, _database.Environment);
        }
        catch
        {
            _database?.Dispose();
            _hosts.Dispose();
            throw;
        }
    }

    /// <summary>The hosts.</summary>
    public ThreeHosts Hosts => _hosts ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <summary>Someone at the client.</summary>
    public Visitor Visitor => new(Hosts.Client, Side.V4.Server);

    /// <summary>All that the program logged.</summary>
    public string Logged => _program!.Written;

    /// <summary>Where the results are.</summary>
    internal Database Database => _database ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _program?.Stop();
        }
        finally
        {
            _program?.Dispose();
            _database?.Dispose();
            _hosts?.Dispose();
        }
    }
}
