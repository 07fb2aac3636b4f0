namespace Layerwise;

/// <summary>
/// Declares a convolution over pictures, [height, width, channels] → [height′, width′, filters]: each output is φ of a weighted sum over a window. It takes what the layer before
/// makes, or what <see cref="InputAttribute"/> says.
/// </summary>
/// <example>
/// <code>
/// [Input(28, 28, 1)]
/// [Conv2D(1, 8, 3, Activation.Relu, Init.HeNormal)]
/// [MaxPool2D(2)]
/// [Layer(1352, 10, Activation.Softmax)]
/// public sealed partial class Reader;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>Declares a convolution whose initializer is chosen to suit its activation (<see cref="Init.Auto"/>).</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window along both axes, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    public Conv2DAttribute(int channels, int filters, int kernel, Activation activation)
        : this(channels, filters, kernel, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window along both axes, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    /// <param name="init">How the weights are drawn.</param>
    public Conv2DAttribute(int channels, int filters, int kernel, Activation activation, Init init)
        : base(channels, filters, activation, activationType: null, init)
    {
        KernelHeight = kernel;
        KernelWidth = kernel;
    }

    /// <summary>Declares a convolution with an activation of your own, whose weights are drawn by <see cref="Init.XavierUniform"/>.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window along both axes, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    public Conv2DAttribute(int channels, int filters, int kernel, Type activation)
        : this(channels, filters, kernel, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution with an activation of your own.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernel">Length of the window along both axes, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    /// <param name="init">How the weights are drawn; <see cref="Init.Auto"/> knows nothing of the activation and takes <see cref="Init.XavierUniform"/>.</param>
    public Conv2DAttribute(int channels, int filters, int kernel, Type activation, Init init)
        : base(channels, filters, Activation.Custom, activation, init)
    {
        KernelHeight = kernel;
        KernelWidth = kernel;
    }

    /// <summary>Declares a convolution whose initializer is chosen to suit its activation (<see cref="Init.Auto"/>).</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernelHeight">Height of the window, at least 1.</param>
    /// <param name="kernelWidth">Width of the window, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    public Conv2DAttribute(int channels, int filters, int kernelHeight, int kernelWidth, Activation activation)
        : this(channels, filters, kernelHeight, kernelWidth, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernelHeight">Height of the window, at least 1.</param>
    /// <param name="kernelWidth">Width of the window, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    /// <param name="init">How the weights are drawn.</param>
    public Conv2DAttribute(int channels, int filters, int kernelHeight, int kernelWidth, Activation activation, Init init)
        : base(channels, filters, activation, activationType: null, init)
    {
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>Declares a convolution with an activation of your own, whose weights are drawn by <see cref="Init.XavierUniform"/>.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernelHeight">Height of the window, at least 1.</param>
    /// <param name="kernelWidth">Width of the window, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    public Conv2DAttribute(int channels, int filters, int kernelHeight, int kernelWidth, Type activation)
        : this(channels, filters, kernelHeight, kernelWidth, activation, Init.Auto)
    {
    }

    /// <summary>Declares a convolution with an activation of your own.</summary>
    /// <param name="channels">Numbers of each position that comes in, at least 1.</param>
    /// <param name="filters">Numbers of each position that it makes, at least 1.</param>
    /// <param name="kernelHeight">Height of the window, at least 1.</param>
    /// <param name="kernelWidth">Width of the window, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    /// <param name="init">How the weights are drawn; <see cref="Init.Auto"/> knows nothing of the activation and takes <see cref="Init.XavierUniform"/>.</param>
    public Conv2DAttribute(int channels, int filters, int kernelHeight, int kernelWidth, Type activation, Init init)
        : base(channels, filters, Activation.Custom, activation, init)
    {
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>Height of the window.</summary>
    public int KernelHeight { get; }

    /// <summary>Width of the window.</summary>
    public int KernelWidth { get; }
}
