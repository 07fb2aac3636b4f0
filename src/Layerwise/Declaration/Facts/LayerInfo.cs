using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>The compile-time facts of one layer of a network, and where its parameters lie in the flat vector.</summary>
/// <param name="FanIn">Inputs that each output has a weight for: all of a dense layer.</param>
/// <param name="FanOut">Outputs that each input reaches through a weight: all of a dense layer.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Init">The initializer; never <see cref="Init.Auto"/>.</param>
/// <param name="WeightsOffset">Index of its first parameter in <see cref="INetwork{TSelf}.Parameters"/>, of a dense layer that of the first weight.</param>
/// <param name="BiasCount">Number of biases, which follow the weights: of a dense layer <paramref name="FanOut"/>, or 0 without bias.</param>
public readonly record struct LayerInfo(int FanIn, int FanOut, Activation Activation, Init Init, int WeightsOffset, int BiasCount)
{
    private readonly IReadOnlyList<TensorInfo>? _tensors;

    /// <summary>What it computes. Default <see cref="LayerKind.Dense"/>.</summary>
    public LayerKind Kind { get; init; }

    /// <summary>Numbers that it takes of a sample. Default <see cref="FanIn"/>, as of a dense layer.</summary>
    public int InputSize { get => field == 0 ? FanIn : field; init; }

    /// <summary>Numbers that it makes of a sample. Default <see cref="FanOut"/>, as of a dense layer.</summary>
    public int OutputSize { get => field == 0 ? FanOut : field; init; }

    /// <summary>How its window moves over positions; null for a dense layer.</summary>
    public WindowInfo? Window { get; init; }

    /// <summary>What it starts with to carry on what it remembers; null for a layer that remembers nothing.</summary>
    public RecurrenceInfo? Recurrence { get; init; }

    /// <summary>
    /// All its tensors, those of one storage in the order in which they lie there: what views, checkpoints and files go by. Default those of a dense layer: weights,
    /// biases, γ and β, running means and variances, and a learned slope, as far as it has them.
    /// </summary>
    public IReadOnlyList<TensorInfo> Tensors { get => _tensors ?? DenseTensorInfos(); init => _tensors = value; }

    /// <summary>
    /// Whether a training pass keeps the pre-activations z of the layer beside its activations φ(z): where φ′(z) can't be told from φ(z).
    /// </summary>
    public bool KeepsPreActivations { get; init; }

    /// <summary>Whether the pre-activations are normalized over the batch, with a learned γ and β for each output.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>Whether the pre-activations of each sample are normalized, with a learned γ and β for each output.</summary>
    public bool LayerNormalization { get; init; }

    /// <summary>Whether the pre-activations of each sample are divided by their root mean square, with a learned γ for each output.</summary>
    public bool RmsNormalization { get; init; }

    /// <summary>
    /// In how many groups of channels each sample is normalized over all its positions, with a learned γ and β for each channel; 0 for no such normalization
    /// (<see cref="ConvolutionAttribute.GroupNormalization"/>).
    /// </summary>
    public int NormalizedGroups { get; init; }

    /// <summary>ε of a normalization. Default 1e-5.</summary>
    public float NormalizationEpsilon { get => field == 0 ? Runtime.BatchNormalization.Epsilon : field; init; }

    /// <summary>How far one batch moves the running statistics towards its own. Default 0.1.</summary>
    public float NormalizationMomentum { get => field == 0 ? Runtime.BatchNormalization.Momentum : field; init; }

    /// <summary>Index of the first running mean in <see cref="INetwork{TSelf}.RunningStatistics"/>, where the layer has any.</summary>
    public int StatisticsOffset { get; init; }

    /// <summary>The probability with which training drops an output; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>Number of learned slopes: 1 for <see cref="Activation.PRelu"/>, with <see cref="LinearLayerAttribute.SlopePerUnit"/> one for each unit, otherwise 0.</summary>
    public int SlopeCount { get; init; }

    /// <summary>How many layers its residual connection goes around, itself the last of them; 0 for none.</summary>
    public int ResidualSpan { get; init; }

    /// <summary>In which order it normalizes, activates and adds.</summary>
    public LayerOrder Order { get; init; }

    /// <summary>The output that it leads to and no other (<see cref="OutputAttribute"/>); null where all outputs share it.</summary>
    public string? Head { get; init; }

    /// <summary>The variance that the weights are drawn with, about their mean.</summary>
    public float WeightVariance { get; init; }

    /// <summary>The mean that the weights are drawn about; 0 but for <see cref="Init.Constant"/> and <see cref="Init.Identity"/>.</summary>
    public float WeightMean { get; init; }

    /// <summary>The number on the diagonal with <see cref="Init.Identity"/>; null for every other initializer.</summary>
    public float? Diagonal { get; init; }

    /// <summary>What the biases start with, or are drawn about.</summary>
    public float BiasValue { get; init; }

    /// <summary>The variance that the biases are drawn with; 0 where all start with the same.</summary>
    public float BiasVariance { get; init; }

    /// <summary>Negative slope of <see cref="Activation.LeakyRelu"/>, the first one of <see cref="Activation.PRelu"/>, α of <see cref="Activation.Elu"/>; 0 for every other activation.</summary>
    public float Slope { get; init; }

    /// <summary>The struct behind <see cref="Activation.Custom"/>; null for every other activation.</summary>
    public Type? ActivationType { get; init; }

    /// <summary>The name of the activation, or of the struct that is one.</summary>
    public string ActivationName => ActivationType?.Name ?? Activation.ToString();

    /// <summary>Number of weights, of a dense layer fanIn × fanOut.</summary>
    public int WeightCount => LengthOf(TensorRole.Weights);

    /// <summary>Index of the first bias in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int BiasesOffset => OffsetOf(TensorRole.Biases);

    /// <summary>
    /// Number of γ, which follow the biases: fanOut with a normalization, or fanIn where that comes before the weights (<see cref="LayerOrder.ActivateLinearAdd"/>),
    /// otherwise 0. There are as many β, which follow them, unless it is <see cref="RmsNormalization"/>, and with batch normalization running means and running variances.
    /// </summary>
    public int NormalizedCount => LengthOf(TensorRole.Gamma);

    /// <summary>Index of the first γ in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int GammaOffset => OffsetOf(TensorRole.Gamma);

    /// <summary>Index of the first β in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int BetaOffset => OffsetOf(TensorRole.Beta);

    /// <summary>Index of the first learned slope in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int SlopeOffset => OffsetOf(TensorRole.Slope);

    /// <summary>Number of weights, biases, γ, β and slopes.</summary>
    public int ParameterCount => CountIn(TensorStorage.Parameters);

    /// <summary>Number of running means and variances.</summary>
    internal int StatisticsCount => CountIn(TensorStorage.RunningStatistics);

    /// <summary>Whether the activation is the last that it does to its outputs, dropout apart.</summary>
    internal bool EndsInActivation => !IsRecurrent && Order switch
    {
        LayerOrder.LinearAddActivate => true,
        LayerOrder.LinearActivateAdd => ResidualSpan == 0,
        LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize => ResidualSpan == 0 && NormalizedCount == 0,
        LayerOrder.ActivateLinearAdd => false,
    };

    /// <summary>Whether it takes one step of a sequence after the other, and remembers.</summary>
    internal bool IsRecurrent => Kind.IsRecurrent();

    /// <summary>Whether it remembers, and hands on the last step of a sequence alone; of sequences of one step that makes no difference.</summary>
    internal bool HandsOnLastStep => IsRecurrent && InputSize / FanIn > OutputSize / FanOut;

    /// <summary>Whether it is a GRU whose reset gate multiplies what is remembered before the product.</summary>
    internal bool ResetsFirst => Recurrence is { ResetAfter: false };

    /// <summary>Whether dropout comes last, behind what a workspace shows as activations; otherwise something is done to what it left.</summary>
    internal bool DropsOutputs => Dropout > 0 && Order switch
    {
        LayerOrder.LinearAddActivate => true,
        LayerOrder.LinearActivateAddNormalize => ResidualSpan == 0 && NormalizedCount == 0,
        LayerOrder.LinearActivateAdd or LayerOrder.ActivateLinearAdd or LayerOrder.LinearActivateNormalize => ResidualSpan == 0,
    };

    /// <summary>How many numbers of a sample it normalizes, where it does.</summary>
    internal int NormalizedSize => Order == LayerOrder.ActivateLinearAdd ? InputSize : OutputSize;

    private DenseTensors Dense => new(FanIn, FanOut, BiasCount > 0, Normalized, SlopeCount);

    private NormalizedTensors Normalized =>
        NormalizedTensors.Of(BatchNormalization, LayerNormalization, RmsNormalization, Order == LayerOrder.ActivateLinearAdd ? FanIn : FanOut);

    // Of a dense layer these allocate nothing: users view weights in their loops.
    /// <summary>How many numbers a tensor of it has; 0 for one that it doesn't have.</summary>
    /// <param name="role">What the tensor is for.</param>
    public int LengthOf(TensorRole role) => _tensors is null ? (int)Dense.Length(role) : Sum(_tensors, TensorSpec.StorageOf(role), from: role, to: role);

    /// <summary>
    /// Index of the first number of a tensor of it in <see cref="INetwork{TSelf}.Parameters"/> or <see cref="INetwork{TSelf}.RunningStatistics"/>; of one that it doesn't
    /// have, where that would lie.
    /// </summary>
    /// <param name="role">What the tensor is for.</param>
    public int OffsetOf(TensorRole role)
    {
        if (_tensors is null) return DenseOffset(role);
        TensorStorage storage = TensorSpec.StorageOf(role);
        return (storage == TensorStorage.Parameters ? WeightsOffset : StatisticsOffset) + Sum(_tensors, storage, from: default, to: role - 1);
    }

    private int CountIn(TensorStorage storage) => _tensors is null
        ? (int)(storage == TensorStorage.Parameters ? Dense.ParameterCount() : Dense.StatisticsCount())
        : Sum(_tensors, storage, from: default, to: (TensorRole)int.MaxValue);

    private static int Sum(IReadOnlyList<TensorInfo> tensors, TensorStorage storage, TensorRole from, TensorRole to)
    {
        int sum = 0;
        foreach (TensorInfo tensor in tensors)
        {
            if (tensor.Storage == storage && tensor.Role >= from && tensor.Role <= to) sum += tensor.Length;
        }

        return sum;
    }

    // An array: a program that loads weights waits for the JIT, which compiles each method of a generic type anew for structs.
    private TensorInfo[] DenseTensorInfos()
    {
        List<TensorSpec> specs = Dense.List();
        var infos = new TensorInfo[specs.Count];
        for (int i = 0; i < infos.Length; i++) infos[i] = new TensorInfo(specs[i].Role, DenseOffset(specs[i].Role), specs[i].Shape);
        return infos;
    }

    private int DenseOffset(TensorRole role) =>
        Dense.Offset(role) + (TensorSpec.StorageOf(role) == TensorStorage.Parameters ? WeightsOffset : StatisticsOffset);
}
