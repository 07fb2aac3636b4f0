using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// A plain recurrent layer (Elman 1990), h' = φ(x·W + h·U + b). One bias, as in Keras's <c>SimpleRNN</c>; the two of PyTorch's <c>nn.RNN</c> are added up where its weights are
/// loaded.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RnnAttribute : RecurrentAttribute
{
    private float? _slope;

    /// <summary>Declares the layer.</summary>
    /// <param name="inputs">Numbers that a step brings, at least 1.</param>
    /// <param name="units">Numbers that it makes of them, at least 1.</param>
    /// <param name="activation">φ, of each number by itself and without a learned slope.</param>
    /// <param name="init">How the weights of the inputs are drawn; by default what suits φ.</param>
    public RnnAttribute(int inputs, int units, Activation activation = Activation.Tanh, Init init = Init.Auto)
        : base(inputs, units, init) => Activation = activation;

    /// <summary>φ.</summary>
    public Activation Activation { get; }

    /// <summary>Negative slope of <see cref="Activation.LeakyRelu"/> (default 0.01), α of <see cref="Activation.Elu"/> (default 1): finite, at least 0.</summary>
    public float Slope
    {
        get => _slope ?? ActivationTraits.Of(Activation).DefaultSlope;
        set => _slope = value;
    }
}
