using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Adam (Kingma &amp; Ba 2015), as in PyTorch's <c>torch.optim.Adam</c>: g ← g + weightDecay·p, m ← β₁·m + (1 − β₁)·g,
/// v ← β₂·v + (1 − β₂)·g², p ← p − learningRate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
/// <remarks>
/// The state is m, one float for each parameter, and v behind it. The hyper-parameters are doubles, as in PyTorch, because
/// 1 − 0.999 in floats is off by 13 parts in a million.
/// </remarks>
public sealed record Adam : IOptimizer
{
    /// <summary>Adam with the constants its authors propose.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public Adam(double learningRate = 0.001) => LearningRate = learningRate;

    /// <summary>About the size of a step: finite, at least 0. Default 0.001.</summary>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>Decay of the running mean of the gradient, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = Hyperparameter.Fraction(value); } = 0.9;

    /// <summary>Decay of the running mean of the squared gradient, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = Hyperparameter.Fraction(value); } = 0.999;

    /// <summary>What keeps the division from exploding where gradients are tiny: finite, greater than 0. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Hyperparameter.Positive(value); } = 1e-8;

    /// <summary>Factor of the L2 penalty whose derivative is added to the gradient: finite, at least 0. Default 0.</summary>
    /// <remarks>
    /// Weights that nothing else moves, such as those of inputs that are always 0, shrink under it until they are subnormal numbers,
    /// on which many processors compute slowly.
    /// </remarks>
    public double WeightDecay { get; init => field = Hyperparameter.NotNegative(value); }

    /// <inheritdoc/>
    public int StateLength(int parameterCount) => UpdateLoop.StateLength(Rule.StateVectors, parameterCount);

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step) =>
        UpdateLoop.Run(new Rule(this, step), parameters, gradients, state, step);

    internal readonly struct Rule(Adam settings, long step) : IUpdateRule
    {
        private readonly float _beta1 = (float)settings.Beta1;
        private readonly float _oneMinusBeta1 = (float)(1 - settings.Beta1);
        private readonly float _beta2 = (float)settings.Beta2;
        private readonly float _oneMinusBeta2 = (float)(1 - settings.Beta2);
        private readonly float _epsilon = (float)settings.Epsilon;
        private readonly float _weightDecay = (float)settings.WeightDecay;
        private readonly float _stepSize = (float)(settings.LearningRate / (1 - Math.Pow(settings.Beta1, step)));
        private readonly float _rootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));

        public static int StateVectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            firstState = (TLanes.Broadcast(_beta1) * firstState) + (TLanes.Broadcast(_oneMinusBeta1) * decayed);
            secondState = (TLanes.Broadcast(_beta2) * secondState) + (TLanes.Broadcast(_oneMinusBeta2) * decayed * decayed);
            TLanes root = (TLanes.Sqrt(secondState) * TLanes.Broadcast(_rootScale)) + TLanes.Broadcast(_epsilon);
            return parameter - (TLanes.Broadcast(_stepSize) * firstState / root);
        }
    }
}
