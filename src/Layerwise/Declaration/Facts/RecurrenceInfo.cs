namespace Layerwise;

/// <summary>What a recurrent layer starts with to carry on what it remembers, and for how many steps.</summary>
/// <param name="Steps">Steps of a sequence in training, at least 1.</param>
/// <param name="WeightVariance">Of the weights of each gate for what the layer remembers, about their mean: finite, at least 0.</param>
public sealed record RecurrenceInfo(int Steps, float WeightVariance)
{
    /// <summary>What these weights are drawn about: finite. Default 0.</summary>
    public float WeightMean { get; init; }

    /// <summary>The number on the diagonal where the weights are that and nothing else (<see cref="Init.Identity"/>): each unit then remembers itself alone. Default null.</summary>
    public float? Diagonal { get; init; }

    /// <summary>What the biases of an LSTM's forget gate start with: finite. Default 0.</summary>
    public float ForgetBias { get; init; }

    /// <summary>Whether the reset gate of a GRU comes behind the product of what is remembered (<see cref="GruAttribute.ResetAfter"/>). Default true.</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>Whether training hands on the last step alone. Default false.</summary>
    public bool LastStepOnly { get; init; }

    /// <summary>
    /// The factor on the length of what these weights carry from a step to the next: √(units · variance), which is the gain of <see cref="Init.Orthogonal"/>, or the number on
    /// the diagonal.
    /// </summary>
    /// <param name="units">Units of the layer.</param>
    internal double GainOf(int units) => Diagonal is { } diagonal ? Math.Abs(diagonal) : Math.Sqrt(units * (double)WeightVariance);
}
