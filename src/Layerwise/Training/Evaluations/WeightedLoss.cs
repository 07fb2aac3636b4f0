using System.Runtime.CompilerServices;

namespace Layerwise;

/// <summary>The mean loss of samples that don't count alike: Σ w·loss / Σ w.</summary>
internal static class WeightedLoss
{
    /// <summary>Sample by sample. Those that count for nothing are not looked at; where all do, it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of<TNetwork>(TNetwork network, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, ReadOnlySpan<float> weights)
        where TNetwork : class, INetwork<TNetwork>
    {
        int width = TNetwork.OutputSize;
        double sum = 0, total = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0) continue;
            ReadOnlySpan<int> own = lengths.IsEmpty ? default : lengths.Slice(row, 1);
            sum += (double)weights[row] * ReportedLoss.Of(network, outputs.Slice(row * width, width), targets.Slice(row * width, width), own);
            total += weights[row];
        }

        return total == 0 ? 0 : (float)(sum / total);
    }

    /// <summary>The weights, added up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights) sum += weight;
        return sum;
    }
}
