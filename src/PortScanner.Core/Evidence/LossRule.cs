namespace PortScanner.Core.Evidence;

/// <summary>How many attempts silence needs before it may be called meant, given the loss that was measured.</summary>
public static class LossRule
{
    /// <summary>The attempts made without any sign of loss: three, spaced beyond bursts, as loss that comes in bursts leaves no sign.</summary>
    public const int MinimumAttempts = 3;

    /// <summary>The attempts beyond which no more are made.</summary>
    public const int MaximumAttempts = 8;

    /// <summary>The chance of one wrong "stealth" anywhere in a scan that is accepted.</summary>
    public const double AcceptedRisk = 0.01;

    // Answers without loss that are assumed beforehand, so that one unlucky answer among two is not taken for a loss of 50 %.
    private const int AssumedAnswers = 4;

    /// <summary>
    /// The smallest number of attempts k for which (answered + 1) × q^k stays under the accepted risk. Here q is the share of answers
    /// that needed another attempt, which is the chance that an attempt or its answer is lost; and as many ports may still be hidden
    /// by loss as a share q^k of those that do answer.
    /// </summary>
    /// <param name="answered">How many probes were answered by TCP, an echo reply or a UDP reply: not by ICMP errors, which are limited.</param>
    /// <param name="answeredAfterRetry">How many of these needed more than one attempt.</param>
    /// <returns>From <see cref="MinimumAttempts"/> to <see cref="MaximumAttempts"/>; null if even the maximum is not enough by itself.</returns>
    public static int? RequiredAttempts(int answered, int answeredAfterRetry)
    {
        var loss = Estimate(answered, answeredAfterRetry);
        for (var attempts = MinimumAttempts; attempts <= MaximumAttempts; attempts++)
        {
            if ((answered + 1) * Math.Pow(loss, attempts) < AcceptedRisk)
            {
                return attempts;
            }
        }

        return null;
    }

    /// <summary>The chance, as far as it is known, that an attempt or its answer is lost.</summary>
    /// <param name="answered">How many probes were answered otherwise than by ICMP errors.</param>
    /// <param name="answeredAfterRetry">How many of these needed more than one attempt.</param>
    public static double Estimate(int answered, int answeredAfterRetry) => (double)answeredAfterRetry / (answered + AssumedAnswers);
}
