namespace InitializationLab.Measurements;

/// <summary>What a training came to.</summary>
/// <param name="LearningRate">Of plain gradient descent.</param>
/// <param name="Losses">On the training images: before the first step, then the mean over each epoch.</param>
/// <param name="Accuracy">Share of the test images read right.</param>
/// <param name="HasDiverged">Whether the loss left the finite numbers.</param>
internal sealed record TrainingRun(double LearningRate, IReadOnlyList<double> Losses, double Accuracy, bool HasDiverged)
{
    /// <summary>Share that guessing reads right.</summary>
    public const double Chance = 1.0 / DigitImages.Classes;

    /// <summary>From here on we say that a network has learned.</summary>
    public const double Learned = 0.9;

    public bool HasLearned => Accuracy >= Learned;
}
