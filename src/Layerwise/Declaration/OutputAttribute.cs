namespace Layerwise;

/// <summary>
/// Declares one of several outputs of a network: a dense layer with a name, an activation and a loss of its own, behind the layers that all outputs share. Each takes what the last
/// of those makes, or what the layers make whose <see cref="LinearLayerAttribute.Head"/> names it. The outputs of a sample lie behind each other in the order of the attributes, which come
/// after all layers that they share.
/// </summary>
/// <example>
/// <code>
/// [Layer(8, 64, Activation.Tanh)]
/// [Output("Policy", 64, 4, Activation.Softmax)]
/// [Output("Value", 64, 1, Activation.Identity, LossWeight = 0.5f)]
/// public sealed partial class ActorCritic;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute : LayerAttribute
{
    /// <summary>Declares an output whose initializer is chosen to suit its activation (<see cref="Init.Auto"/>).</summary>
    /// <param name="name">Its name, a C# identifier that no other output has: what generated members are called by.</param>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer that it takes them from.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    public OutputAttribute(string name, int fanIn, int fanOut, Activation activation)
        : this(name, fanIn, fanOut, activation, Init.Auto)
    {
    }

    /// <summary>Declares an output.</summary>
    /// <param name="name">Its name, a C# identifier that no other output has: what generated members are called by.</param>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer that it takes them from.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">The activation φ.</param>
    /// <param name="init">How the weights are drawn.</param>
    public OutputAttribute(string name, int fanIn, int fanOut, Activation activation, Init init)
        : base(fanIn, fanOut, activation, init) => Name = name;

    /// <summary>Declares an output with an activation of your own, whose weights are drawn by <see cref="Init.XavierUniform"/>.</summary>
    /// <param name="name">Its name, a C# identifier that no other output has: what generated members are called by.</param>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer that it takes them from.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    public OutputAttribute(string name, int fanIn, int fanOut, Type activation)
        : this(name, fanIn, fanOut, activation, Init.Auto)
    {
    }

    /// <summary>Declares an output with an activation of your own.</summary>
    /// <param name="name">Its name, a C# identifier that no other output has: what generated members are called by.</param>
    /// <param name="fanIn">Number of inputs, at least 1; the fanOut of the layer that it takes them from.</param>
    /// <param name="fanOut">Number of outputs, at least 1.</param>
    /// <param name="activation">A struct that implements <see cref="IActivation"/>.</param>
    /// <param name="init">How the weights are drawn; <see cref="Init.Auto"/> knows nothing of the activation and takes <see cref="Init.XavierUniform"/>.</param>
    public OutputAttribute(string name, int fanIn, int fanOut, Type activation, Init init)
        : base(fanIn, fanOut, activation, init) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What training minimizes here. Default: what suits the activation (<see cref="Loss.Auto"/>).</summary>
    public Loss Loss { get; set; }

    /// <summary>The factor on its loss in the sum that training minimizes: finite, at least 0. With 0 no gradient comes from this output. Default 1.</summary>
    public float LossWeight { get; set; } = 1f;

    /// <summary>Distance from which <see cref="Loss.Huber"/> grows in a straight line: finite, greater than 0. Default 1.</summary>
    public float Delta { get; set; } = 1f;

    /// <summary>Distance from which <see cref="Loss.SmoothL1"/> grows in a straight line: finite, greater than 0. Default 1.</summary>
    public float Beta { get; set; } = 1f;

    /// <summary>
    /// For <see cref="Loss.CrossEntropy"/>: the share of every target that is spread evenly over the numbers of this output, in [0, 1] (Szegedy et al. 2016). Default 0.
    /// </summary>
    public float LabelSmoothing { get; set; }

    /// <summary>
    /// For <see cref="Loss.CrossEntropy"/>: a factor on the loss of each class, one for each number of this output, finite and at least 0; null for ones. The sum is divided
    /// by the number of samples, as in PyTorch with targets. Default null.
    /// </summary>
    public float[]? ClassWeights { get; set; }
}
