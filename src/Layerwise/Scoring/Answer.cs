using Layerwise.Traits;

namespace Layerwise;

/// <summary>Which class an output or a target stands for.</summary>
internal static class Answer
{
    /// <summary>No class: NaN makes every comparison meaningless.</summary>
    public const int None = -1;

    /// <summary>The class of the largest number, the first one among equals; <see cref="None"/> where one is NaN.</summary>
    public static int Largest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) return None;
            if (values[i] > values[best]) best = i;
        }

        return best;
    }

    /// <summary>1 for yes and 0 for no; <see cref="None"/> for NaN.</summary>
    /// <param name="value">An output or a target.</param>
    /// <param name="border">From where on it says yes.</param>
    public static int YesOrNo(float value, float border) => float.IsNaN(value) ? None : value >= border ? 1 : 0;

    /// <summary>What decides about the answers of a network.</summary>
    /// <param name="head">Which of its outputs.</param>
    /// <exception cref="InvalidOperationException">They are numbers, which are no answers.</exception>
    public static LossTraits TraitsOf<TNetwork>(HeadInfo head)
        where TNetwork : class, INetwork<TNetwork>
    {
        var traits = LossTraits.Of(head.Loss);
        if (!traits.IsRegression) return traits;
        throw new InvalidOperationException(
            $"{typeof(TNetwork).Name} minimizes {head.Loss}: its outputs are numbers, not classes. {nameof(RegressionScores)} measures them.");
    }
}
