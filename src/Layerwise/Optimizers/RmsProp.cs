using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// RMSProp (Tieleman &amp; Hinton 2012; centred: Graves 2013), as in PyTorch's <c>torch.optim.RMSprop</c>: g ← g + weightDecay·p,
/// v ← α·v + (1 − α)·g², b ← momentum·b + g/(√v + ε), p ← p − learningRate·b; centred, √(v − u²) takes the place of √v, where
/// u ← α·u + (1 − α)·g.
/// </summary>
/// <remarks>
/// The state is v, one float for each parameter, then b if there is momentum, then u if centred. Where rounding makes v − u² negative
/// it counts as 0; PyTorch's parameter becomes NaN there.
/// </remarks>
public sealed record RmsProp : IElementwiseOptimizer
{
    /// <summary>RMSProp with PyTorch's constants; Keras has a learning rate of 0.001, α = 0.9 and ε = 1e-7.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public RmsProp(double learningRate = 0.01) => LearningRate = learningRate;

    /// <summary>About the size of a step: finite, at least 0. Default 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>Decay of the running means of the gradient and of its square, in [0, 1). Default 0.99.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Alpha { get; init => field = Hyperparameter.Fraction(value); } = 0.99;

    /// <summary>What keeps the division from exploding where gradients are tiny: finite, greater than 0. Default 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Epsilon { get; init => field = Hyperparameter.Positive(value); } = 1e-8;

    /// <summary>How much of the last step carries over into this one, in [0, 1). Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Momentum { get; init => field = Hyperparameter.Fraction(value); }

    /// <summary>Whether gradients are divided by their standard deviation, not by their root mean square. Default false.</summary>
    public bool Centered { get; init; }

    /// <summary>Factor of the L2 penalty whose derivative is added to the gradient: finite, at least 0. Default 0.</summary>
    /// <remarks>
    /// <see cref="Step"/> applies it to all that it is given, a <see cref="Trainer{TNetwork}"/> to weights alone (<see cref="TrainerOptions.DecaysAllParameters"/>).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double WeightDecay { get; init => field = Hyperparameter.NotNegative(value); }

    /// <inheritdoc/>
    public int StateLength(int parameterCount) =>
        UpdateLoop.StateLength(1 + (Momentum != 0 ? 1 : 0) + (Centered ? 1 : 0), parameterCount);

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1) =>
        ((IElementwiseOptimizer)this).Step(new UpdateSlice(parameters, gradients, state, step), rateFactor);

    IElementwiseOptimizer IElementwiseOptimizer.WithWeightDecay(double weightDecay) => this with { WeightDecay = weightDecay };

    void IElementwiseOptimizer.Step(in UpdateSlice slice, double rateFactor)
    {
        double rate = Hyperparameter.Rate(LearningRate, rateFactor);
        switch (Momentum != 0, Centered)
        {
            case (false, false): UpdateLoop.Run(new Rule<Off, Off>(this, rate), slice); break;
            case (false, true): UpdateLoop.Run(new Rule<Off, On>(this, rate), slice); break;
            case (true, false): UpdateLoop.Run(new Rule<On, Off>(this, rate), slice); break;
            case (true, true): UpdateLoop.Run(new Rule<On, On>(this, rate), slice); break;
        }
    }

    internal readonly struct Rule<TMomentum, TCentered>(RmsProp settings, double learningRate) : IUpdateRule
        where TMomentum : struct, ISwitch
        where TCentered : struct, ISwitch
    {
        private readonly float _learningRate = (float)learningRate;
        private readonly float _alpha = (float)settings.Alpha;
        private readonly float _oneMinusAlpha = (float)(1 - settings.Alpha);
        private readonly float _epsilon = (float)settings.Epsilon;
        private readonly float _momentum = (float)settings.Momentum;
        private readonly float _weightDecay = (float)settings.WeightDecay;

        public static int StateVectors => 1 + (TMomentum.IsOn ? 1 : 0) + (TCentered.IsOn ? 1 : 0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes alpha = TLanes.Broadcast(_alpha);
            TLanes share = TLanes.Broadcast(_oneMinusAlpha);
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            firstState = (alpha * firstState) + (share * decayed * decayed);

            TLanes variance = firstState;
            if (TCentered.IsOn)
            {
                ref TLanes mean = ref TMomentum.IsOn ? ref thirdState : ref secondState;
                mean = (alpha * mean) + (share * decayed);
                variance = TLanes.Max(TLanes.Zero, variance - (mean * mean));
            }

            TLanes direction = decayed / (TLanes.Sqrt(variance) + TLanes.Broadcast(_epsilon));
            if (TMomentum.IsOn)
            {
                secondState = (TLanes.Broadcast(_momentum) * secondState) + direction;
                direction = secondState;
            }

            return parameter - (TLanes.Broadcast(_learningRate) * direction);
        }
    }
}
