using Layerwise;

namespace Playground.Training;

/// <summary>How gradients become steps, as it can be chosen.</summary>
/// <param name="Title">What lists call it.</param>
/// <param name="Optimizer">It.</param>
internal sealed record OptimizerChoice(string Title, IOptimizer Optimizer)
{
    /// <summary>In the order of lists.</summary>
    public static IReadOnlyList<OptimizerChoice> All { get; } =
    [
        new("Gradient descent, rate 0.03", new Sgd(0.03)),
        new("Gradient descent, rate 0.3", new Sgd(0.3)),
        new("Gradient descent, rate 1", new Sgd(1)),
        new("Adam, rate 0.003", new Adam(0.003)),
        new("Adam, rate 0.01", new Adam(0.01)),
    ];
}
