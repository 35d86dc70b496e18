namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>What decides whether a device answers another packet.</summary>
internal interface ILimit
{
    /// <summary>Takes a token, if there is one.</summary>
    /// <param name="now">Later than, or equal to, that of the last call.</param>
    bool TryTake(TimeSpan now);
}
