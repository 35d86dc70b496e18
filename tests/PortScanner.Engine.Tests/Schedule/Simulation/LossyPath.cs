namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>Loses packets, each for itself and in bursts.</summary>
internal sealed class LossyPath(Scenario scenario, Random random)
{
    private TimeSpan _changesAt;
    private bool _isBad = true;

    /// <summary>Whether a packet is lost that crosses the path now.</summary>
    /// <param name="now">Later than, or equal to, that of the last call.</param>
    public bool Loses(TimeSpan now)
    {
        if (scenario.LossBursts is var (good, bad))
        {
            while (_changesAt <= now)
            {
                _isBad = !_isBad;
                _changesAt += (_isBad ? bad : good) * -Math.Log(1 - random.NextDouble());
            }

            if (_isBad)
            {
                return true;
            }
        }

        return random.NextDouble() < scenario.Loss;
    }
}
