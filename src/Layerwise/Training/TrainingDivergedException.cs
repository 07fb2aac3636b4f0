namespace Layerwise;

/// <summary>
/// Training met NaN or an infinity, in the network or in the data, and stopped. That step was not applied; what the parameters are
/// now is said where it is thrown (<see cref="Trainer{TNetwork}.Fit"/>, <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/>) and in the message.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Training stopped.</summary>
    /// <param name="message">Where, at what, and what became of the parameters.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>The epoch, counted from 1; null outside <see cref="Trainer{TNetwork}.Fit"/>.</summary>
    public int? Epoch { get; init; }

    /// <summary>The batch within the epoch, counted from 1; null outside <see cref="Trainer{TNetwork}.Fit"/>.</summary>
    public int? Batch { get; init; }

    /// <summary>
    /// Zero-based index of the layer (0 for layer 1 in the message) in which the first value that is not finite appeared; null when the data or only the loss was not finite.
    /// </summary>
    public int? Layer { get; init; }

    /// <summary>The index, in the training data, of the sample that is not finite; null when the data is.</summary>
    public int? Sample { get; init; }
}
