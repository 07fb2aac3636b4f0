using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Layer normalization and root mean square normalization: passes of the runtime, each over one row after the other, with the activation behind them.</summary>
internal sealed class NormalizeRowsEmitter(NormalizeRows normalize) : IOperationEmitter, IInferenceEmitter
{
    private const string RowNormalization = Names.Runtime + "RowNormalization.";

    private readonly LayerSpec _layer = normalize.Layer;
    private readonly string _kind = Names.Runtime + (normalize.Layer.LayerNormalization ? "LayerNormalization" : "RmsNormalization");
    private readonly string _epsilon = NormalizeEmitter.Epsilon(normalize.Layer);

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) => Call(ends.Plan.Network.IsRecurrent ? "NormalizeEach" : "Normalize", ends.Reads[0], ends.Writes, ends.Rows ?? "1");

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) =>
        writer.Line(Call("NormalizeAndKeep", ends.Reads[0], $"{ends.Writes}, {WorkspaceValues.Room(ends.Plan, normalize)}", "rows"));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string deltas = backward.Deltas[0] ?? Names.Start("inputGradients");
        string asked = backward.Deltas[0] is null ? ", writesDeltas: !inputGradients.IsEmpty" : "";
        string adds = backward.Adds ? ", addsDeltas: true" : "";
        string values = $"{ends.Reads[0]}, {backward.Derivatives}, {Gamma("parameters")}, {Gamma(backward.Gradients)}, {deltas}, {WorkspaceValues.Room(ends.Plan, normalize)}";
        writer.Line($"{RowNormalization}Gradients<TLanes, {_kind}>({values}, {Rows("rows")}{asked}{adds});");
    }

    private string Call(string method, string reads, string writes, string samples)
    {
        string types = $"<TLanes, {_kind}, {PhiType.Of(normalize.Finish)}>";
        return $"{RowNormalization}{method}{types}({reads}, {Gamma("parameters")}, {writes}, {Rows(samples)}{PhiType.Slope(normalize.Finish, _layer)}{_epsilon});";
    }

    private string Rows(string samples) => $"{Shapes.Rows(normalize, samples)}, {Literal.Of(normalize.Channels)}";

    private string Gamma(string vector) => Offsets.At(vector, _layer, TensorRole.Gamma);
}
