using System.Diagnostics.CodeAnalysis;

namespace Layerwise;

/// <summary>
/// A rule that turns gradients into a step of the parameters. An optimizer is an immutable value; all that it remembers from step
/// to step lies in the caller's <c>state</c>, a flat vector that can be saved, copied and restored like the parameters.
/// </summary>
public interface IOptimizer
{
    /// <summary>The learning rate of a step whose rate factor is 1.</summary>
    double LearningRate { get; }

    /// <summary>Floats of state that <paramref name="parameterCount"/> parameters need.</summary>
    /// <param name="parameterCount">At least 0.</param>
    /// <returns>The length of the state, at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the state too large for one span.</exception>
    int StateLength(int parameterCount);

    /// <summary>Moves the parameters by one step. Allocates nothing. The three spans share no memory.</summary>
    /// <remarks>
    /// Numbers are taken as they are: a gradient beyond 10¹⁹ makes its square, which most optimizers keep, infinite, and its parameter stands
    /// still ever after. <see cref="Trainer{TNetwork}"/> finds that after each step; a loop of one's own limits gradients first
    /// (<see cref="GradientClipping"/>).
    /// </remarks>
    /// <param name="parameters">[count], updated.</param>
    /// <param name="gradients">[count]: the derivative of the loss with respect to each parameter.</param>
    /// <param name="state">[<see cref="StateLength"/>(count)], updated; all 0 before the first step.</param>
    /// <param name="step">Number of this step, counted from 1.</param>
    /// <param name="rateFactor">
    /// What <see cref="LearningRate"/> is multiplied by in this step, as a <see cref="ISchedule"/> says: finite, at least 0.
    /// </param>
    /// <exception cref="ArgumentException">A span has the wrong length, or two of them overlap; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="step"/> is less than 1, or <paramref name="rateFactor"/> negative or not finite; nothing was written.
    /// </exception>
    [SuppressMessage("Naming", "CA1716", Justification = "The field's word, in every framework; Visual Basic writes [Step].")]
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1);
}
