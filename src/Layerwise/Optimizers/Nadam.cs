using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016), as in PyTorch's <c>torch.optim.NAdam</c>: g, m and v as in <see cref="Adam"/>,
/// μₜ = β₁·(1 − ½·0.96^(t·momentumDecay)), p ← p − learningRate · (g·(1 − μₜ)/(1 − μ₁⋯μₜ) + m·μₜ₊₁/(1 − μ₁⋯μₜ₊₁)) /
/// (√(v/(1 − β₂ᵗ)) + ε).
/// </summary>
/// <remarks>The state is m, one float for each parameter, and v behind it; the product of all μ is computed anew from the step's number.</remarks>
public sealed record Nadam : IElementwiseOptimizer
{
    /// <summary>Nadam with PyTorch's constants.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public Nadam(double learningRate = 0.002) => LearningRate = learningRate;

    /// <summary>About the size of a step: finite, at least 0. Default 0.002.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>Decay of the running mean of the gradient, in [0, 1). Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Beta1 { get; init => field = Hyperparameter.Fraction(value); } = 0.9;

    /// <summary>Decay of the running mean of the squared gradient, in [0, 1). Default 0.999.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Beta2 { get; init => field = Hyperparameter.Fraction(value); } = 0.999;

    /// <summary>What keeps the division from exploding where gradients are tiny: finite, greater than 0. Default 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Epsilon { get; init => field = Hyperparameter.Positive(value); } = 1e-8;

    /// <summary>How fast the momentum grows from β₁/2 to β₁: finite, at least 0. Default 0.004.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double MomentumDecay { get; init => field = Hyperparameter.NotNegative(value); } = 0.004;

    /// <summary>Factor of the L2 penalty whose derivative is added to the gradient: finite, at least 0. Default 0.</summary>
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
        UpdateLoop.Run(new Rule(this, Hyperparameter.Rate(LearningRate, rateFactor), slice.Step), slice);

    private double Momentum(double step) => Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));

    /// <summary>μ₁⋯μₜ. Ends early, with the default constants after 60 factors, where the rest can't change 1 − μ₁⋯μₜ any more.</summary>
    private double MomentumProduct(long step)
    {
        const double negligible = 1e-18;
        double decay = Math.Pow(0.96, MomentumDecay);
        double power = 1;
        double product = 1;
        for (long t = 1; t <= step && product > negligible; t++)
        {
            power *= decay;
            if (power < negligible) return product * Math.Pow(Beta1, step - t + 1);
            product *= Beta1 * (1 - (0.5 * power));
        }

        return product;
    }

    internal readonly struct Rule : IUpdateRule
    {
        private readonly float _beta1;
        private readonly float _oneMinusBeta1;
        private readonly float _beta2;
        private readonly float _oneMinusBeta2;
        private readonly float _epsilon;
        private readonly float _weightDecay;
        private readonly float _rootScale;
        private readonly float _gradientSize;
        private readonly float _momentumSize;

        public Rule(Nadam settings, double learningRate, long step)
        {
            double next = settings.Momentum(step + 1.0);
            double product = settings.MomentumProduct(step);
            _beta1 = (float)settings.Beta1;
            _oneMinusBeta1 = (float)(1 - settings.Beta1);
            _beta2 = (float)settings.Beta2;
            _oneMinusBeta2 = (float)(1 - settings.Beta2);
            _epsilon = (float)settings.Epsilon;
            _weightDecay = (float)settings.WeightDecay;
            _rootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
            _gradientSize = (float)(learningRate * (1 - settings.Momentum(step)) / (1 - product));
            _momentumSize = (float)(learningRate * next / (1 - (product * next)));
        }

        public static int StateVectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            firstState = (TLanes.Broadcast(_beta1) * firstState) + (TLanes.Broadcast(_oneMinusBeta1) * decayed);
            secondState = (TLanes.Broadcast(_beta2) * secondState) + (TLanes.Broadcast(_oneMinusBeta2) * decayed * decayed);
            TLanes root = (TLanes.Sqrt(secondState) * TLanes.Broadcast(_rootScale)) + TLanes.Broadcast(_epsilon);

            // In two moves, as PyTorch does it: the other way round the roundings of 100 steps differ by more than 10⁻⁶.
            TLanes moved = parameter - (TLanes.Broadcast(_gradientSize) * decayed / root);
            return moved - (TLanes.Broadcast(_momentumSize) * firstState / root);
        }
    }
}
