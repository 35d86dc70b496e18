using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>A connection over which a visitor asked for something that has to do with the scan, and what it tells of the visitor.</summary>
internal interface IVisitorConnection : ITargetConnection
{
    /// <summary>Whether it may still tell something.</summary>
    bool IsOpen { get; }

    /// <summary>Asks the visitor no longer; the connection stays.</summary>
    void StopAsking();
}
