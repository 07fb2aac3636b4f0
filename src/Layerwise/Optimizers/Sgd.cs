using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Stochastic gradient descent with momentum and weight decay, as in PyTorch's <c>torch.optim.SGD</c> with dampening 0:
/// g ← g + weightDecay·p, b ← momentum·b + g, p ← p − learningRate·b; with Nesterov's momentum p ← p − learningRate·(g + momentum·b).
/// </summary>
/// <remarks>The state is b, one float for each parameter; without momentum there is none.</remarks>
public sealed record Sgd : IElementwiseOptimizer
{
    /// <summary>Plain gradient descent, without momentum or weight decay.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public Sgd(double learningRate = 0.01) => LearningRate = learningRate;

    /// <summary>Factor on every step: finite, at least 0. Default 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double LearningRate { get; init => field = Hyperparameter.NotNegative(value); }

    /// <summary>How much of the last step carries over into this one, in [0, 1). Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Momentum { get; init => field = Hyperparameter.Fraction(value); }

    /// <summary>
    /// Whether the gradient is corrected by the momentum of the coming step (Sutskever et al. 2013). Needs a <see cref="Momentum"/>.
    /// </summary>
    public bool Nesterov { get; init; }

    /// <summary>Factor of the L2 penalty whose derivative is added to the gradient: finite, at least 0. Default 0.</summary>
    /// <remarks>
    /// <see cref="Step"/> applies it to all that it is given, a <see cref="Trainer{TNetwork}"/> to weights alone (<see cref="TrainerOptions.DecaysAllParameters"/>).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double WeightDecay { get; init => field = Hyperparameter.NotNegative(value); }

    /// <inheritdoc/>
    public int StateLength(int parameterCount) => UpdateLoop.StateLength(Momentum == 0 ? 0 : 1, parameterCount);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Nesterov"/> is set without a <see cref="Momentum"/>.</exception>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1) =>
        ((IElementwiseOptimizer)this).Step(new UpdateSlice(parameters, gradients, state, step), rateFactor);

    IElementwiseOptimizer IElementwiseOptimizer.WithWeightDecay(double weightDecay) => this with { WeightDecay = weightDecay };

    void IElementwiseOptimizer.Step(in UpdateSlice slice, double rateFactor)
    {
        double rate = Hyperparameter.Rate(LearningRate, rateFactor);
        if (Momentum != 0)
        {
            UpdateLoop.Run(new MomentumRule(this, rate), slice);
        }
        else if (!Nesterov)
        {
            UpdateLoop.Run(new PlainRule(this, rate), slice);
        }
        else
        {
            throw new InvalidOperationException("Nesterov needs a Momentum greater than 0, but Momentum is 0.");
        }
    }

    internal readonly struct PlainRule(Sgd settings, double learningRate) : IUpdateRule
    {
        private readonly float _learningRate = (float)learningRate;
        private readonly float _weightDecay = (float)settings.WeightDecay;

        public static int StateVectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            return parameter - (TLanes.Broadcast(_learningRate) * decayed);
        }
    }

    internal readonly struct MomentumRule(Sgd settings, double learningRate) : IUpdateRule
    {
        private readonly float _learningRate = (float)learningRate;
        private readonly float _momentum = (float)settings.Momentum;
        private readonly float _weightDecay = (float)settings.WeightDecay;
        private readonly bool _nesterov = settings.Nesterov;

        public static int StateVectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes momentum = TLanes.Broadcast(_momentum);
            TLanes decayed = gradient + (TLanes.Broadcast(_weightDecay) * parameter);
            firstState = (momentum * firstState) + decayed;
            TLanes direction = _nesterov ? decayed + (momentum * firstState) : firstState;
            return parameter - (TLanes.Broadcast(_learningRate) * direction);
        }
    }
}
