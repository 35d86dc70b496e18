using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program keeps results in a database of its own.</summary>
public sealed class DatabaseLab : IDisposable
{
    private readonly ThreeHosts? _hosts;
    private readonly Database? _database;
    private ShippedProgram? _program;

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
            StartProgram();
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
    public string Logged => Program.Written;

    /// <summary>The program.</summary>
    internal ShippedProgram Program => _program ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <summary>Where the results are.</summary>
    internal Database Database => _database ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <summary>Starts the program, or another once the last was killed.</summary>
    public void StartProgram()
    {
        _program?.Dispose();
        _program = ShippedProgram.Start(Hosts.Server, [Side.V4.Server, Side.V6.Server], ShippedProgram.AllowTheLab, Database.Environment);
    }

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
