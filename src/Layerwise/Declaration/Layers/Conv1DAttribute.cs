namespace Layerwise;

/// <summary>
/// Declares a convolution along one axis, [length, channels] → [length′, filters]: each output is φ of a weighted sum over a window of <c>kernel</c> positions. It takes what the
/// layer before makes, or what <see cref="InputAttribute"/> says.
/// </summary>
/// <example>
/// <code>
/// [Input(128, 6)]
/// [Conv1D(6, 32, 7, Activation.Relu, Stride = 2)]
/// [GlobalAveragePool]
/// [Layer(32, 6, Activation.Softmax)]
/// public sealed partial class Gestures;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute : ConvolutionAttribute
{
    /// <summary>Declares a convolution whose initializer is chosen to suit its activation (<see cref="Init.Auto"/>).</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    public Conv1DAttribute(int channels, int filters, int kernel, Activation activation)
        : this(channels, filters, kernel, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    /// <param name="init">How the weights are drawn.</param>
    public Conv1DAttribute(int channels, int filters, int kernel, Activation activation, Init init)
        : base(channels, filters, activation, activationType: null, init)
    {
        Kernel = kernel;
    }

    /// <summary>Declares a convolution with an activation of your own, whose weights are drawn by <see cref="Init.XavierUniform"/>.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    public Conv1DAttribute(int channels, int filters, int kernel, Type activation)
        : this(channels, filters, kernel, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution with an activation of your own.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    /// <param name="init">How the weights are drawn; <see cref="Init.Auto"/> knows nothing of the activation and takes <see cref="Init.XavierUniform"/>.</param>
    public Conv1DAttribute(int channels, int filters, int kernel, Type activation, Init init)
        : base(channels, filters, Activation.Custom, activation, init)
    {
        Kernel = kernel;
    }

    /// <summary>Length of the window.</summary>
    public int Kernel { get; }
}
