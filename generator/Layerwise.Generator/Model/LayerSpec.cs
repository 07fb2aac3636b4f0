using System.ComponentModel;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Model;

/// <summary>
/// One declared layer of whatever kind, with every default resolved: what all kinds share, a linear map with an activation behind it. Its kind adds what
/// it computes, in a record of its own. One without weights names the constants that it has in their place, as those of <see cref="Layerwise.Init.Constant"/>.
/// </summary>
/// <param name="Index">Zero-based position in the network.</param>
/// <param name="FanIn">Inputs that each output sees through a weight of its own, at least 1.</param>
/// <param name="FanOut">Outputs that each input reaches so, at least 1.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Init">How its weights are drawn.</param>
internal abstract record LayerSpec(int Index, int FanIn, int FanOut, Activation Activation, InitSpec Init)
{
    /// <summary>Negative slope of LeakyRelu, the first one of PRelu, α of Elu.</summary>
    public float Slope { get; init; }

    /// <summary>Whether each unit learns a slope of its own, where the activation learns any.</summary>
    public bool SlopePerUnit { get; init; }

    /// <summary>The user's own activation, where the activation is Custom.</summary>
    public CustomActivation? Custom { get; init; }

    /// <summary>Whether the layer has biases.</summary>
    public bool HasBias { get; init; }

    /// <summary>What they start with, where they are not drawn.</summary>
    public float BiasValue { get; init; }

    /// <summary>Whether they are drawn, and how.</summary>
    public BiasInit BiasInit { get; init; }

    /// <summary>Whether the pre-activations are normalized over the batch.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>Whether the pre-activations of each sample are normalized.</summary>
    public bool LayerNormalization { get; init; }

    /// <summary>Whether the pre-activations of each sample are divided by their root mean square.</summary>
    public bool RmsNormalization { get; init; }

    /// <summary>In how many groups of channels each sample is normalized over all its positions; 0 for no such normalization.</summary>
    public int NormalizedGroups { get; init; }

    /// <summary>ε of a normalization.</summary>
    public float NormalizationEpsilon { get; init; } = 1e-5f;

    /// <summary>How far one batch moves the running estimates.</summary>
    public float NormalizationMomentum { get; init; } = 0.1f;

    /// <summary>The probability with which training drops an output; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>How many layers its residual connection goes around, itself the last of them; 0 for none.</summary>
    public int ResidualSpan { get; init; }

    /// <summary>How many numbers of each position the connection multiplies by weights of its own; 0 where it brings them as they are.</summary>
    public int ProjectedInputs { get; init; }

    /// <summary>How many steps of a sequence it goes over, each by itself or one after the other; 0 where a sample is no sequence, or is one step.</summary>
    public int Steps { get; init; }

    /// <summary>Index of the first number that it remembers among those of the network.</summary>
    public int StateOffset { get; init; }

    /// <summary>In which order it normalizes, activates and adds.</summary>
    public LayerOrder Order { get; init; }

    /// <summary>The output that it leads to and no other; empty where all outputs share it.</summary>
    public string Head { get; init; } = "";

    /// <summary>Index of its first parameter among those of the network.</summary>
    public int ParametersOffset { get; init; }

    /// <summary>Index of the first running mean among the running statistics of the network, where the layer has any.</summary>
    public int StatisticsOffset { get; init; }

    /// <summary>Which kind it is of.</summary>
    public abstract LayerKind Kind { get; }

    /// <summary>What it takes of one sample.</summary>
    public abstract Shape Input { get; }

    /// <summary>What it makes of one sample.</summary>
    public abstract Shape Output { get; }

    /// <summary>Its tensors, and where they lie behind <see cref="ParametersOffset"/> and <see cref="StatisticsOffset"/>.</summary>
    public abstract ILayerTensors Tensors { get; }

    /// <summary>What the forecast of signal and gradient looks at, the loss apart.</summary>
    public abstract LayerDesign Design { get; }

    /// <summary>How messages, comments and generated names count it: from 1.</summary>
    public int Number => Index + 1;

    public int WeightCount => (int)Tensors.Length(TensorRole.Weights);

    public int ParameterCount => (int)Tensors.ParameterCount();

    public int StatisticsCount => (int)Tensors.StatisticsCount();

    /// <summary>What comments call the activation.</summary>
    public string ActivationName => Custom?.Name ?? Activation.ToString();

    /// <summary>All that follows from which activation it is.</summary>
    public ActivationTraits Traits => ActivationTraits.Of(Activation);

    /// <summary>Whether the activation is the last that it does to its outputs, dropout apart; otherwise they are sums, which can be any numbers.</summary>
    public virtual bool EndsInActivation => Order switch
    {
        LayerOrder.LinearAddActivate => true,
        LayerOrder.LinearActivateAdd => ResidualSpan == 0,
        LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize => ResidualSpan == 0 && !BatchNormalization && !NormalizesSamples,
        LayerOrder.ActivateLinearAdd => false,
    };

    /// <summary>The activation that its outputs come from.</summary>
    public Activation OutputActivation => EndsInActivation ? Activation : Activation.Identity;

    /// <summary>All that follows from which one that is.</summary>
    public ActivationTraits OutputTraits => ActivationTraits.Of(OutputActivation);

    /// <summary>The numbers that an output can be, taken by itself; null where the activation is the user's own, or one whose outputs depend on each other.</summary>
    public ValueRange? Range => OutputTraits.Curve?.Invoke(Slope).Range;

    /// <summary>Whether each output depends on all pre-activations of its sample.</summary>
    public bool IsRowwise => OutputTraits.IsRowwise;

    /// <summary>Whether its normalization and its activation are those of its inputs, and its sums come behind them.</summary>
    public bool ActivatesInputs => Order == LayerOrder.ActivateLinearAdd;

    /// <summary>Whether each sample is normalized by itself.</summary>
    public bool NormalizesSamples => LayerNormalization || RmsNormalization || NormalizedGroups > 0;

    /// <summary>How many numbers of a sample are normalized together: channels of a position, or those of a group over all positions.</summary>
    public int NormalizedTogether => NormalizedGroups > 0 ? NormalizedShape.Size / NormalizedGroups : NormalizedShape.Channels;

    /// <summary>The numbers of a sample that its normalization goes over, where it has one.</summary>
    public Shape NormalizedShape => ActivatesInputs ? Input : Output;

    /// <summary>Whether its sums are normalized, over the batch or each sample by itself.</summary>
    public bool NormalizesSums => (BatchNormalization || NormalizesSamples) && Order is (LayerOrder.LinearActivateAdd or LayerOrder.LinearAddActivate);

    /// <summary>Whether something is normalized on its way to the activation: its sums, or its inputs where those are activated.</summary>
    public bool NormalizesBeforeActivation => NormalizesSums || (ActivatesInputs && (BatchNormalization || NormalizesSamples));

    /// <summary>Whether the scale of its weights is free: a normalization takes any, and what is added to a residual connection may be as small as one likes.</summary>
    public bool TakesAnyScale => NormalizesSums || ResidualSpan > 0;

    /// <summary>Whether its outputs are, in training too, a linear function of its sums. A kind that does more to them says no.</summary>
    public virtual bool IsLinear => ((Traits.IsLinear && !NormalizesSamples) || ActivatesInputs) && Dropout == 0;

    /// <summary>How many units it has, whose weights are their own: the filters of a convolution, the outputs of a dense layer.</summary>
    public int Units => Output.Channels;

    /// <summary>Numbers of what it makes that belong together and are compared with targets together: those of a step, where it makes something of each.</summary>
    public int AnswerWidth => WidthOf(Output);

    /// <summary>Numbers of what it takes that belong together: those of a step, where it goes over steps.</summary>
    public int InputWidth => WidthOf(Input);

    /// <summary>Whether it has weights.</summary>
    public bool HasWeights => WeightCount > 0;

    /// <summary>Whether each output sees every input through a weight of its own.</summary>
    public bool IsFullyConnected => FanIn == Input.Size && FanOut == Output.Size && WeightCount == (long)FanIn * FanOut;

    /// <summary>How many slopes its activation learns.</summary>
    public int LearnedSlopes => !Traits.HasLearnedSlope ? 0 : !SlopePerUnit ? 1 : ActivatesInputs ? Input.Channels : Output.Channels;

    /// <summary>The activation with all that code for it contains.</summary>
    public ActivationSpec Phi => new(Activation, Traits.HasConstantSlope ? Slope : 0, Custom) { HasSlopePerUnit = Traits.HasLearnedSlope && SlopePerUnit };

    /// <summary>What its weights are drawn from.</summary>
    public WeightDistribution Distribution => StartOf(TensorRole.Weights);

    /// <summary>Whether it mixes zeros from behind a border with what comes in: then what is added everywhere alike does not stay so.</summary>
    public virtual bool HasBorders => false;

    /// <summary>Whether its residual connection can add numbers of a shape to those that it makes.</summary>
    public virtual bool CanAdd(Shape brought) => ProjectedInputs > 0 || brought.Equals(Output) || (brought.Size == Output.Size && !Output.HasPositions);

    /// <summary>The layer whose residual connection multiplies what it brings by weights of its own; itself where they can't make that fit.</summary>
    public virtual LayerSpec Projecting(Shape brought) => this with { ProjectedInputs = brought.Size };

    /// <summary>The windows that its weights are of; null where each output sees all that comes in.</summary>
    public virtual ConvolutionSizes? MovingWindows => null;

    /// <summary>How its window moves over positions; null where it has none.</summary>
    public virtual WindowInfo? Window => null;

    /// <summary>What it starts with to carry on what it remembers; null where it remembers nothing.</summary>
    public virtual RecurrenceInfo? Recurrence => null;

    /// <summary>How many numbers it remembers from step to step.</summary>
    public virtual int StateSize => 0;

    /// <summary>How many matrices lie side by side in its weights, each drawn by itself.</summary>
    public virtual int MatricesSideBySide => 1;

    /// <summary>Those of its biases that start with another number than the rest; null where there are none.</summary>
    public virtual BiasPart? RaisedBiases => null;

    /// <summary>Its sizes, as hover, report and comments call them.</summary>
    public virtual string Sizes => $"{Input} → {Output}{(HasBias ? "" : ", no bias")}";

    /// <summary>What the forecast looks at in a layer of weighted sums.</summary>
    protected LayerDesign DesignOfSums
    {
        get
        {
            WeightDistribution weights = Distribution;
            return new LayerDesign(FanIn, FanOut, Activation, weights.Variance)
            {
                WeightMean = weights.Mean,
                Diagonal = weights.Shape == WeightShape.Identity ? weights.Scale : null,
                Slope = Slope,
                Bias = HasBias ? BiasValue : 0,
                BiasVariance = HasBias && InitOf(TensorRole.Biases) is not null ? StartOf(TensorRole.Biases).Variance : 0,
                BatchNormalization = BatchNormalization,
                LayerNormalization = LayerNormalization,
                RmsNormalization = RmsNormalization,
                NormalizedGroups = NormalizedGroups,
                NormalizationEpsilon = NormalizationEpsilon,
                Dropout = Dropout,
                Residual = ResidualSpan > 0,
                ResidualSpan = ResidualSpan,
                ProjectionVariance = ProjectedInputs > 0 ? StartOf(TensorRole.Projection).Variance : null,
                Order = Order,
            };
        }
    }

    /// <summary>Index of the first number of a tensor among the parameters, or among the running statistics, of the network.</summary>
    public int OffsetOf(TensorRole role) =>
        Tensors.Offset(role) + (TensorSpec.StorageOf(role) == TensorStorage.Parameters ? ParametersOffset : StatisticsOffset);

    /// <summary>How a tensor is drawn; null for one that starts with a number. A kind with a second matrix says so here, and by which fans below.</summary>
    public virtual InitSpec? InitOf(TensorRole role) => role switch
    {
        TensorRole.Weights => Init,
        TensorRole.Biases when BiasInit == BiasInit.Uniform => new InitSpec(Layerwise.Init.Uniform),
        TensorRole.Projection => new InitSpec(Layerwise.Init.LeCunNormal),
        _ => null,
    };

    /// <summary>What the variance of a drawn tensor depends on.</summary>
    public virtual WeightFans FansOf(TensorRole role) => new(
        role == TensorRole.Projection ? ProjectedInputs : FanIn, FanOut, role == TensorRole.Weights ? Traits.NegativeSlope(Slope) : 0);

    /// <summary>What a tensor that the layer has starts with.</summary>
    public WeightDistribution StartOf(TensorRole role) => role switch
    {
        _ when InitOf(role) is { } init => init.For(FansOf(role)),
        TensorRole.Biases => WeightDistribution.Constant(BiasValue),
        TensorRole.RecurrentBiases => WeightDistribution.Constant(0),
        TensorRole.Gamma or TensorRole.RunningVariances => WeightDistribution.Constant(1),
        TensorRole.Beta or TensorRole.RunningMeans => WeightDistribution.Constant(0),
        TensorRole.Slope => WeightDistribution.Constant(Slope),
        _ => throw new InvalidEnumArgumentException(nameof(role), (int)role, typeof(TensorRole)),
    };

    private int WidthOf(Shape shape) => Steps > 0 && shape.HasPositions ? shape.Channels : shape.Size;
}
