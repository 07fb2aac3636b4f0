using System.Collections.Immutable;
using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>A network without faults: all that planning and emission know.</summary>
/// <param name="Type">The annotated class.</param>
/// <param name="Layers">At least one layer; each fits the one before. None yet where the file that a [Frozen] attribute names will say them.</param>
/// <param name="Heads">Its outputs, in their order: at least one where there are layers.</param>
internal sealed record NetworkSpec(TypeSpec Type, EquatableArray<LayerSpec> Layers, EquatableArray<HeadSpec> Heads)
{
    /// <summary>The mean square of the inputs that predictions assume.</summary>
    public float InputPower { get; init; } = 1;

    /// <summary>How it scales its inputs.</summary>
    public InputScaling InputScaling { get; init; }

    /// <summary>How it scales its targets, and so its outputs.</summary>
    public TargetScaling TargetScaling { get; init; }

    public bool ScalesInputs => InputScaling != InputScaling.None;

    public bool ScalesTargets => TargetScaling != TargetScaling.None;

    /// <summary>How many inputs are scaled, each by numbers of its own: those of a step where it goes step by step; 0 where none are.</summary>
    public int ScaledInputs => !ScalesInputs ? 0 : IsRecurrent ? First.Input.Channels : InputSize;

    /// <summary>The same of targets.</summary>
    public int ScaledTargets => ScalesTargets ? AnswerSize : 0;

    /// <summary>Whether it has numbers to scale by.</summary>
    public bool Scales => ScalesInputs || ScalesTargets;

    /// <summary>The parts of its inputs, in their order; none where they have no names.</summary>
    public EquatableArray<InputSpec> Inputs { get; init; }

    /// <summary>The names of its outputs and of the parts of its inputs.</summary>
    public IReadOnlyCollection<string> PartNames =>
        [.. Heads.Where(static head => head.IsNamed).Select(static head => head.Name), .. Inputs.Select(static input => input.Name)];

    /// <summary>The file that a [Frozen] attribute names; null for a network that is trained.</summary>
    public string? FrozenFile { get; init; }

    /// <summary>In which format the program has its weights.</summary>
    public WeightFormat Weights { get; init; }

    /// <summary>Whether that file says which layers there are.</summary>
    public bool IsDeclaredByFile { get; init; }

    /// <summary>Which value of the file it computes; null for its only output.</summary>
    public string? FrozenOutput { get; init; }

    /// <summary>Whether its outputs are all that the file has, whatever they are called there.</summary>
    public bool HasOutputsOfFile { get; init; }

    /// <summary>Names that the class has already, where the file says what its outputs are called.</summary>
    public EquatableArray<string> TakenNames { get; init; }

    public LayerSpec First => Layers[0];

    public LayerSpec Last => Layers[Layers.Count - 1];

    public int InputSize => First.Input.Size;

    public int OutputSize => AnsweredSteps * AnswerSize;

    /// <summary>Whether several outputs take what the same layer makes.</summary>
    public bool HasSeveralHeads => Heads.Count > 1;

    /// <summary>Numbers that its recurrent layers remember from step to step.</summary>
    public int StateSize => Layers.Sum(static layer => layer.StateSize);

    /// <summary>Whether it has recurrent layers.</summary>
    public bool IsRecurrent => StateSize > 0;

    /// <summary>Steps of a sequence in training; 0 where it has no recurrent layers.</summary>
    public int Steps => IsRecurrent ? First.Steps : 0;

    /// <summary>Whether it answers at each step, or else at the last one.</summary>
    public bool AnswersEachStep => IsRecurrent && Last.Steps > 0 && Last.Output.HasPositions;

    /// <summary>Answers of a sample: the steps of a sequence, or 1.</summary>
    public int AnsweredSteps => AnswersEachStep ? Steps : 1;

    /// <summary>Numbers of one answer, of all outputs: of a step, where it answers at each.</summary>
    public int AnswerSize => Heads.Sum(static head => head.Size);

    /// <summary>Steps at the beginning of a sequence that the loss leaves out of account.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>How many steps back an answer depends on what came in; 0 where nobody said.</summary>
    public int Memory { get; init; }

    /// <summary>The same network for one step of a sequence that goes on.</summary>
    public NetworkSpec AtOneStep => this with { Layers = new EquatableArray<LayerSpec>(Layers.Select(static layer => layer with { Steps = 0 }).ToImmutableArray()) };

    /// <summary>Whether a target may be given as the label of a class.</summary>
    public bool TakesLabels => !HasSeveralHeads && Heads[0].Loss.TakesLabels;

    public int ParameterCount => Last.ParametersOffset + Last.ParameterCount;

    /// <summary>Running means and variances of all layers with batch normalization.</summary>
    public int StatisticsCount => Last.StatisticsOffset + Last.StatisticsCount;

    /// <summary>Whether any layer has a tensor of a role.</summary>
    public bool Has(TensorRole role) => Layers.Any(layer => layer.Tensors.Length(role) > 0);

    public bool HasBatchNormalization => StatisticsCount > 0;

    /// <summary>
    /// Whether what a layer adds to all samples alike meets a batch normalization on a linear way, and is subtracted there again with the mean.
    /// </summary>
    public bool IsNormalizedAfter(LayerSpec layer)
    {
        while (layer.IsLinear && OnlyReaderOf(layer) is { } next)
        {
            layer = next;
            if (StartsResidual(layer) || layer.HasBorders) return false;
            bool isBehind = layer.Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize;
            if (layer.BatchNormalization && (!isBehind || layer.Traits.IsLinear)) return true;
            bool isApart = isBehind || layer.Order == LayerOrder.ActivateLinearAdd;
            if (isApart && (layer.NormalizesSamples || !layer.Traits.IsLinear)) return false;
        }

        return false;
    }

    /// <summary>Whether a residual connection takes what a layer takes, and so brings it past that layer.</summary>
    public bool StartsResidual(LayerSpec layer) => Layers.Any(end => end.ResidualSpan > 0 && end.Index - end.ResidualSpan + 1 == layer.Index);

    /// <summary>Whether a residual connection begins, ends or goes by at one of some layers in a row.</summary>
    public bool HasResidualWithin(int first, int last) =>
        Layers.Any(end => end.ResidualSpan > 0 && end.Index >= first && end.Index - end.ResidualSpan + 1 <= last);

    /// <summary>The layer whose numbers an output is.</summary>
    public LayerSpec LastOf(HeadSpec head) => Layers[head.Last];

    /// <summary>The output that a layer makes; null for a hidden layer.</summary>
    public HeadSpec? HeadOf(LayerSpec layer) => Heads.FirstOrDefault(head => head.Last == layer.Index);

    /// <summary>Whether a layer makes what the outputs of the network are, and no other layer reads.</summary>
    public bool IsOutput(LayerSpec layer) => HeadOf(layer) is not null;

    /// <summary>Index of the layer whose outputs a layer takes; -1 for the inputs of the network.</summary>
    public int SourceOf(LayerSpec layer) => HasSeveralHeads && Heads.Any(head => head.First == layer.Index) ? Heads[0].First - 1 : layer.Index - 1;

    /// <summary>The layer that takes what a layer makes; null for one that makes an output, and where several outputs share it.</summary>
    public LayerSpec? OnlyReaderOf(LayerSpec layer) =>
        IsOutput(layer) || (HasSeveralHeads && layer.Index == Heads[0].First - 1) ? null : Layers[layer.Index + 1];

    /// <summary>The layers between the inputs and an output, that of the output included.</summary>
    public LayerSpec[] PathTo(HeadSpec head) =>
        [.. Layers.Where(layer => layer.Index <= head.Last && (layer.Index >= head.First || layer.Index < Heads[0].First))];

    /// <summary>Whether the loss of an output takes care of the derivative of its activation.</summary>
    public bool IsFusedWithLoss(HeadSpec head) => head.Loss.CancelsDerivativeOf(LastOf(head).OutputActivation);

    /// <summary>What is to be expected of the signal and the gradient before the first step of training.</summary>
    public NetworkPrediction Predict() => Forecasts.Of(new EquatableArray<LayerDesign>(Layers.Select(Design).ToImmutableArray()), InputPower);

    private LayerDesign Design(LayerSpec layer)
    {
        HeadSpec? head = HeadOf(layer);
        int source = SourceOf(layer);
        return layer.Design with
        {
            IsFusedWithLoss = head is not null && IsFusedWithLoss(head),
            LossWeight = head?.LossWeight ?? 1,
            Source = source == layer.Index - 1 ? null : source,
        };
    }
}
