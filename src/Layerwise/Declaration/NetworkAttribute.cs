namespace Layerwise;

/// <summary>Options of a whole network, beside its <see cref="LayerAttribute"/>s. Optional.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>What training minimizes. Default: what suits the last activation (<see cref="Loss.Auto"/>).</summary>
    public Loss Loss { get; set; }

    /// <summary>Distance from which <see cref="Loss.Huber"/> grows in a straight line: finite, greater than 0. Default 1.</summary>
    public float Delta { get; set; } = 1f;

    /// <summary>Distance from which <see cref="Loss.SmoothL1"/> grows in a straight line: finite, greater than 0. Default 1.</summary>
    public float Beta { get; set; } = 1f;

    /// <summary>
    /// For <see cref="Loss.CrossEntropy"/>: the share of every target that is spread evenly over all outputs, in [0, 1]
    /// (Szegedy et al. 2016). Default 0.
    /// </summary>
    public float LabelSmoothing { get; set; }

    /// <summary>
    /// For <see cref="Loss.CrossEntropy"/>: a factor on the loss of each class, one for each output, finite and at least 0; null for
    /// ones. With labels, the mean is a weighted one; with targets, the sum is divided by the number of samples, both as in PyTorch.
    /// Default null.
    /// </summary>
    public float[]? ClassWeights { get; set; }

    /// <summary>
    /// The mean square of the inputs that the predictions of signal and gradient assume (<see cref="SignalPropagation"/>): finite, greater than
    /// 0. Default 1, which standardized data has; pixels in [0, 1] have about 0.1 to 0.3.
    /// </summary>
    public float InputPower { get; set; } = 1f;

    /// <summary>
    /// How the network scales its inputs before the first layer sees them, by numbers that <c>FitScaling</c> finds in training data and that files hold. A frozen
    /// network and an ONNX file have them in their first layer. Default <see cref="InputScaling.None"/>.
    /// </summary>
    public InputScaling Inputs { get; set; }

    /// <summary>
    /// How the network scales its targets before the loss sees them: outputs are in the unit of the targets, losses in that of the scaled ones. For one output
    /// with <see cref="Activation.Identity"/>. Default <see cref="TargetScaling.None"/>.
    /// </summary>
    public TargetScaling Targets { get; set; }

    /// <summary>
    /// Whether positions of the inputs are steps of a sequence, which the network also takes one by one, with a <c>State</c> that the caller keeps: causal convolutions remember
    /// what their windows reach back, and a <see cref="LayerAttribute"/> goes over each step by itself. A network with recurrent layers does that anyway. Default false: positions
    /// are those of a whole signal, and a <see cref="LayerAttribute"/> takes all of them as a row of numbers.
    /// </summary>
    public bool Streaming { get; set; }

    /// <summary>
    /// For a network that goes step by step and answers at each step: the first steps of each sequence that the loss leaves out of account, because nothing is remembered there
    /// yet; at least 0 and less than the steps of <see cref="InputAttribute"/>. Default 0.
    /// </summary>
    public int WarmupSteps { get; set; }

    /// <summary>
    /// For a network that goes step by step: how many steps back an answer depends on what came in, as far as the task is known; from 0 to 1,048,576, and 0 where it is
    /// not. Nothing is compiled from it: a rule says where the forecast is that no gradient comes from so far back (<see cref="TimePrediction"/>). Default 0.
    /// </summary>
    public int Memory { get; set; }
}
