namespace Layerwise;

/// <summary>
/// A layer with a memory, which takes one step of a sequence after the other: the options that <see cref="GruAttribute"/>, <see cref="LstmAttribute"/> and
/// <see cref="RnnAttribute"/> have in common. x is what a step brings, h what the layer made of the step before. Each gate has a matrix for x and one for h; the gates of a layer
/// lie side by side: W [inputs, gates × units] and U [units, gates × units], row-major.
/// </summary>
public abstract class RecurrentAttribute : Attribute
{
    private protected RecurrentAttribute(int inputs, int units, Init init)
    {
        Inputs = inputs;
        Units = units;
        Init = init;
    }

    /// <summary>Numbers of x.</summary>
    public int Inputs { get; }

    /// <summary>Numbers of h, which are what the layer makes of each step.</summary>
    public int Units { get; }

    /// <summary>How W is drawn, each gate by itself: its fan-in is <see cref="Inputs"/>, its fan-out <see cref="Units"/>.</summary>
    public Init Init { get; }

    /// <summary>
    /// How U is drawn, each gate by itself: its fan-in and its fan-out are <see cref="Units"/>. Default <see cref="Init.Orthogonal"/>, which leaves the length of what it carries
    /// from step to step as it is (Saxe et al. 2014).
    /// </summary>
    public Init RecurrentInit { get; set; } = Init.Orthogonal;

    /// <summary>Factor on what an initializer with a gain gives W: finite, greater than 0. Default 1.</summary>
    public float Gain { get; set; } = 1f;

    /// <summary>Factor on what an initializer with a gain gives U: finite, greater than 0. Default 1.</summary>
    public float RecurrentGain { get; set; } = 1f;

    /// <summary>The scale of initializers that have one, for W and U, as in <see cref="LinearLayerAttribute.InitScale"/>. Default 0.05.</summary>
    public float InitScale { get; set; } = 0.05f;

    /// <summary>The scale of <see cref="Init.VarianceScaling"/>: finite, greater than 0. Default 1.</summary>
    public float VarianceScale { get; set; } = 1f;

    /// <summary>What <see cref="Init.VarianceScaling"/> divides by. Default <see cref="FanMode.FanIn"/>.</summary>
    public FanMode FanMode { get; set; }

    /// <summary>What <see cref="Init.VarianceScaling"/> draws from. Default <see cref="InitDistribution.TruncatedNormal"/>.</summary>
    public InitDistribution InitDistribution { get; set; }

    /// <summary>The part of each unit's weights that <see cref="Init.Sparse"/> leaves 0: at least 0, less than 1. Default 0.1.</summary>
    public float Sparsity { get; set; } = 0.1f;

    /// <summary>
    /// The probability with which training drops a number that the layer hands on, at each step anew, and scales the others by 1 / (1 − p): at least 0, less than 1. What the
    /// layer remembers is not dropped. Default 0.
    /// </summary>
    public float Dropout { get; set; }

    /// <summary>Whether the layer adds what came in to what it hands on, of which there must be as much (He et al. 2016). Default false.</summary>
    public bool Residual { get; set; }

    /// <summary>
    /// Whether training hands on what the layer made of the last step alone: the layers behind it and the loss see one row for each sequence. For the last recurrent layer of a
    /// network; with a state, every step has an answer all the same. Default false. Keras's <c>return_sequences = False</c>.
    /// </summary>
    public bool LastStepOnly { get; set; }
}
