namespace ActorCritic;

/// <summary>The loop: live, judge, learn. One seed gives the same network, bit for bit, on registers of the same width.</summary>
internal static class Learning
{
    /// <summary>Teaches a network until it balances or the steps are used up.</summary>
    /// <param name="network">A new one.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told after each update.</param>
    /// <returns>How the mean return of the last 100 episodes grew, one point for each update.</returns>
    public static IReadOnlyList<CurvePoint> Run(CartPoleNetwork network, Settings settings, Action<CurvePoint>? progress = null)
    {
        Random random = new(settings.Seed);
        RecentReturns returns = new();
        Rollout rollout = new(settings, random);
        Update update = new(settings);
        List<CurvePoint> curve = [];
        for (int steps = 0; steps < settings.MostSteps && !(returns.AreEnough && returns.Mean >= settings.WantedReturn); steps += settings.Samples)
        {
            rollout.Collect(network, random, returns);
            update.Learn(network, rollout, random, rateFactor: 1 - ((double)steps / settings.MostSteps));
            CurvePoint point = new(steps + settings.Samples, returns.Episodes, returns.Mean);
            curve.Add(point);
            progress?.Invoke(point);
        }

        return curve;
    }
}
