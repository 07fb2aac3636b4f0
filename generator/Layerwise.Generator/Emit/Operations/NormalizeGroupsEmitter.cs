using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Group normalization: passes of the runtime, each over one sample after the other, with the activation behind them.</summary>
internal sealed class NormalizeGroupsEmitter(NormalizeGroups normalize) : IOperationEmitter, IInferenceEmitter
{
    private const string GroupNormalization = Names.Runtime + "GroupNormalization.";

    private readonly LayerSpec _layer = normalize.Layer;
    private readonly string _epsilon = NormalizeEmitter.Epsilon(normalize.Layer);

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) =>
        $"{GroupNormalization}Normalize{Types}({ends.Reads[0]}, {Gamma("parameters")}, {ends.Writes}, {Sizes(ends.Rows ?? "1")}{Slope}{_epsilon});";

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string values = $"{ends.Reads[0]}, {Gamma("parameters")}, {ends.Writes}, {Room(ends.Plan)}";
        writer.Line($"{GroupNormalization}NormalizeAndKeep{Types}({values}, {Sizes("rows")}{Slope}{_epsilon});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string deltas = backward.Deltas[0] ?? Names.Start("inputGradients");
        string asked = backward.Deltas[0] is null ? ", writesDeltas: !inputGradients.IsEmpty" : "";
        string values = $"{ends.Reads[0]}, {backward.Derivatives}, {Gamma("parameters")}, {Gamma(backward.Gradients)}, {deltas}, {Room(ends.Plan)}";
        writer.Line($"{GroupNormalization}Gradients<TLanes>({values}, {Sizes("rows")}{asked});");
    }

    private string Types => $"<TLanes, {PhiType.Of(normalize.Finish)}>";

    private string Slope => PhiType.Slope(normalize.Finish, _layer);

    private string Sizes(string samples) => $"{samples}, {Literal.Of(normalize.Positions)}, {Literal.Of(normalize.Channels)}, {Literal.Of(normalize.Groups)}";

    private string Room(NetworkPlan plan) => WorkspaceValues.Room(plan, normalize);

    private string Gamma(string vector) => Offsets.At(vector, _layer, TensorRole.Gamma);
}
