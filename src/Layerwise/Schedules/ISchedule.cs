using System.Diagnostics.CodeAnalysis;

namespace Layerwise;

/// <summary>
/// How the learning rate changes while training goes on: a factor on the optimizer's own rate, which is the same for every optimizer.
/// A schedule is an immutable value and remembers nothing, so a training that continues later needs only its count of steps.
/// </summary>
public interface ISchedule
{
    /// <summary>The factor for one step. Allocates nothing.</summary>
    /// <param name="step">Number of the step, counted from 1 over the whole training.</param>
    /// <param name="epoch">The epoch that the step belongs to, counted from 1.</param>
    /// <returns>Finite, at least 0: the <c>rateFactor</c> of <see cref="IOptimizer.Step"/>.</returns>
    [SuppressMessage("Naming", "CA1716", Justification = "The field's word, in every framework; Visual Basic writes [step].")]
    double Factor(long step, int epoch);
}
