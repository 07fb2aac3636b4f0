using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// <see cref="Adam"/> with decoupled weight decay (Loshchilov &amp; Hutter 2019), as in PyTorch's <c>torch.optim.AdamW</c>:
/// p ← p·(1 − learningRate·weightDecay), then Adam's step with the plain gradient.
/// </summary>
/// <remarks>
/// The state is m, one float for each parameter, v behind it, and with <see cref="Amsgrad"/> the largest v behind that.
/// Unlike Adam's penalty, the decay of a weight does not depend on how large its gradients are.
/// </remarks>
public sealed record AdamW : IElementwiseOptimizer
{
    /// <summary>AdamW with PyTorch's constants.</summary>
    /// <param name="learningRate">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative or not finite.</exception>
    public AdamW(double learningRate = 0.001) => LearningRate = learningRate;

    /// <summary>About the size of a step: finite, at least 0. Default 0.001.</summary>
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

    /// <summary>Share of every parameter that a step takes away, in units of the learning rate: finite, at least 0. Default 0.01.</summary>
    /// <remarks>
    /// <see cref="Step"/> applies it to all that it is given, a <see cref="Trainer{TNetwork}"/> to weights alone (<see cref="TrainerOptions.DecaysAllParameters"/>).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double WeightDecay { get; init => field = Hyperparameter.NotNegative(value); } = 0.01;

    /// <summary>
    /// Whether the largest v so far takes the place of v, so that steps never grow again where gradients become rare
    /// (AMSGrad: Reddi, Kale &amp; Kumar 2018). Default false.
    /// </summary>
    public bool Amsgrad { get; init; }

    internal AdamSettings Settings => new(LearningRate, Beta1, Beta2, Epsilon, WeightDecay, Amsgrad);

    /// <inheritdoc/>
    public int StateLength(int parameterCount) => Settings.StateLength(parameterCount);

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1) =>
        ((IElementwiseOptimizer)this).Step(new UpdateSlice(parameters, gradients, state, step), rateFactor);

    IElementwiseOptimizer IElementwiseOptimizer.WithWeightDecay(double weightDecay) => this with { WeightDecay = weightDecay };

    void IElementwiseOptimizer.Step(in UpdateSlice slice, double rateFactor) => Settings.Step<On>(slice, rateFactor);
}
