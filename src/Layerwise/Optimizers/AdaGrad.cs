using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// AdaGrad (Duchi, Hazan &amp; Singer 2011), as in PyTorch's <c>torch.optim.Adagrad</c>: g ← g + weightDecay·p, s ← s + g²,
/// p ← p − learningRate/(1 + (t − 1)·learningRateDecay) · g/(√(s₀ + s) + ε).
/// </summary>
/// <remarks>The state is s, one float for each parameter.</remarks>
public sealed record AdaGrad : IElementwiseOptimizer
{
    /// <summary>AdaGrad with PyTorch's constants; Keras has a learning rate of 0.001, s₀ = 0.1 and ε = 1e-7.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public AdaGrad(double learningRate = 0.01) => LearningRate = learningRate;

    /// <summary>Size of the first step: finite, at least 0. Default 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>How fast the learning rate falls, beside the falling that the method is about: finite, at least 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRateDecay { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>s₀, what the sum of squares starts with: finite, at least 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double InitialAccumulator { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>What keeps the division from exploding where gradients are tiny: finite, greater than 0. Default 1e-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Epsilon { get; init => field = Hyperparameter.Positive(value); } = 1e-10;

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

    internal readonly struct Rule(AdaGrad settings, double learningRate, long step) : IUpdateRule
    {
        private readonly float _learningRate = (float)(learningRate / (1 + ((step - 1) * settings.LearningRateDecay)));
        private readonly float _initial = (float)settings.InitialAccumulator;
        private readonly float _epsilon = (float)settings.Epsilon;
        private readonly float _weightDecay = (float)settings.WeightDecay;

        public static int StateVectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            firstState = firstState + (decayed * decayed);
            TLanes root = TLanes.Sqrt(TLanes.Broadcast(_initial) + firstState) + TLanes.Broadcast(_epsilon);
            return parameter - (TLanes.Broadcast(_learningRate) * decayed / root);
        }
    }
}
