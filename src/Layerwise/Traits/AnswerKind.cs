namespace Layerwise.Traits;

/// <summary>What a loss needs the outputs of the last layer to be.</summary>
internal enum AnswerKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>A probability, each by itself, whose logarithm and that of 1 minus it are taken.</summary>
    Share,

    /// <summary>The probabilities of a sample's classes, whose logarithms are taken.</summary>
    Distribution,

    /// <summary>Any number, which the loss makes a probability by a sigmoid of its own.</summary>
    Logit,

    /// <summary>A number at least 1 for one class and at most −1 for the other.</summary>
    Score,
}
