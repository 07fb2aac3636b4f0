namespace Layerwise;

/// <summary>
/// Declares one dense layer, a = φ(x·W + b), of the network that the annotated <c>partial class</c> becomes.
/// Layers follow each other from top to bottom, all on one declaration of the class.
/// </summary>
/// <example>
/// <code>
/// [Layer(64, 32, Activation.Relu, Init.HeNormal)]
/// [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
/// public sealed partial class DigitClassifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class LayerAttribute : LinearLayerAttribute
{
    /// <summary>Declares a layer whose initializer is chosen to suit its activation (<see cref="Init.Auto"/>).</summary>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer before.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    public LayerAttribute(int fanIn, int fanOut, Activation activation)
        : this(fanIn, fanOut, activation, Init.Auto)
    {
    }

    /// <summary>Declares a layer.</summary>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer before.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    /// <param name="init">How the weights are drawn.</param>
    public LayerAttribute(int fanIn, int fanOut, Activation activation, Init init)
        : base(activation, activationType: null, init)
    {
        FanIn = fanIn;
        FanOut = fanOut;
    }

    /// <summary>Declares a layer with an activation of your own, whose weights are drawn by <see cref="Init.XavierUniform"/>.</summary>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer before.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    public LayerAttribute(int fanIn, int fanOut, Type activation)
        : this(fanIn, fanOut, activation, Init.Auto)
    {
    }

    /// <summary>Declares a layer with an activation of your own.</summary>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer before.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    /// <param name="init">How the weights are drawn; <see cref="Init.Auto"/> knows nothing of the activation and takes <see cref="Init.XavierUniform"/>.</param>
    public LayerAttribute(int fanIn, int fanOut, Type activation, Init init)
        : base(Activation.Custom, activation, init)
    {
        FanIn = fanIn;
        FanOut = fanOut;
    }

    /// <summary>Number of inputs.</summary>
    public int FanIn { get; }

    /// <summary>Number of outputs.</summary>
    public int FanOut { get; }
}
