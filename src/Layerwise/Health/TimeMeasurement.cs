namespace Layerwise;

/// <summary>What a network with a memory passes back from step to step.</summary>
internal static class TimeMeasurement
{
    /// <summary>Of the samples of a pass; null for a network that doesn't go step by step, for sequences of one step, and where no gradient comes back at all.</summary>
    public static TimeHealth? Of<TNetwork>(TrainingPass<TNetwork> pass)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.StateSize == 0 || TNetwork.Steps < 2) return null;
        int width = TNetwork.InputSize / TNetwork.Steps;
        ReadOnlySpan<float> derivatives = pass.FromEndsToInputs();

        // Shorter sequences end earlier: each step back is compared with the last steps of those that reach it.
        double[] powers = new double[TNetwork.Steps], own = new double[powers.Length];
        int longest = 0;
        for (int row = 0; row < pass.Rows; row++)
        {
            int length = pass.Workspace.StepsOf(row, TNetwork.Steps);
            longest = Math.Max(longest, length);
            double first = 0;
            for (int back = 0; back < length; back++)
            {
                double power = Measurement.MeanSquare(derivatives.Slice(((row * TNetwork.Steps) + length - 1 - back) * width, width));
                if (back == 0) first = power;
                powers[back] += power;
                own[back] += first;
            }
        }

        double[] gradients = [.. Enumerable.Range(0, longest).Select(back => Math.Sqrt(powers[back] / own[back]))];
        return gradients.Length > 1 && Array.TrueForAll(gradients, double.IsFinite) ? new TimeHealth(gradients) : null;
    }
}
