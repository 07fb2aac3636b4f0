using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Lion (Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2): c = β₁·m + (1 − β₁)·g,
/// p ← p·(1 − learningRate·weightDecay) − learningRate·sign(c), m ← β₂·m + (1 − β₂)·g, where sign(0) = 0.
/// </summary>
/// <remarks>
/// The state is m, one float for each parameter. Every parameter moves by the learning rate, so the authors advise a rate 3 to 10
/// times smaller than that of AdamW, and a weight decay as many times larger.
/// </remarks>
public sealed record Lion : IElementwiseOptimizer
{
    /// <summary>Lion with the constants its authors propose.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public Lion(double learningRate = 0.0001) => LearningRate = learningRate;

    /// <summary>The size of a step: finite, at least 0. Default 0.0001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>Share of the running mean in the direction of a step, in [0, 1). Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Beta1 { get; init => field = Hyperparameter.Fraction(value); } = 0.9;

    /// <summary>Decay of the running mean of the gradient, in [0, 1). Default 0.99.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Beta2 { get; init => field = Hyperparameter.Fraction(value); } = 0.99;

    /// <summary>Share of every parameter that a step takes away, in units of the learning rate: finite, at least 0. Default 0.</summary>
    /// <remarks>
    /// <see cref="Step"/> applies it to all that it is given, a <see cref="Trainer{TNetwork}"/> to weights alone (<see cref="TrainerOptions.DecaysAllParameters"/>).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double WeightDecay { get; init => field = Hyperparameter.NotNegative(value); }

    /// <inheritdoc/>
    public int StateLength(int parameterCount) => UpdateLoop.StateLength(Rule.StateVectors, parameterCount);

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1) =>
        ((IElementwiseOptimizer)this).Step(new UpdateSlice(parameters, gradients, state, step), rateFactor);

    IElementwiseOptimizer IElementwiseOptimizer.WithWeightDecay(double weightDecay) => this with { WeightDecay = weightDecay };

    void IElementwiseOptimizer.Step(in UpdateSlice slice, double rateFactor) =>
        UpdateLoop.Run(new Rule(this, Hyperparameter.Rate(LearningRate, rateFactor)), slice);

    internal readonly struct Rule(Lion settings, double learningRate) : IUpdateRule
    {
        private readonly float _learningRate = (float)learningRate;
        private readonly float _beta1 = (float)settings.Beta1;
        private readonly float _oneMinusBeta1 = (float)(1 - settings.Beta1);
        private readonly float _beta2 = (float)settings.Beta2;
        private readonly float _oneMinusBeta2 = (float)(1 - settings.Beta2);
        private readonly float _shrink = (float)(1 - (learningRate * settings.WeightDecay));

        public static int StateVectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes direction = (TLanes.Broadcast(_beta1) * firstState) + (TLanes.Broadcast(_oneMinusBeta1) * gradient);
            firstState = (TLanes.Broadcast(_beta2) * firstState) + (TLanes.Broadcast(_oneMinusBeta2) * gradient);
            TLanes rate = TLanes.Broadcast(_learningRate);
            TLanes zero = TLanes.Zero;

            // What is neither above nor below 0 is 0 or NaN: added, it changes nothing or spreads.
            TLanes move = TLanes.SelectGreater(direction, zero, rate, TLanes.SelectGreater(zero, direction, zero - rate, direction));
            return (parameter * TLanes.Broadcast(_shrink)) - move;
        }
    }
}
