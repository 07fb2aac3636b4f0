using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>A recurrent layer: some steps of inference, with the products of their inputs; or all steps of training behind those products, both ways.</summary>
internal sealed class RecurEmitter(Recur step) : IOperationEmitter, IInferenceEmitter
{
    private readonly LayerSpec _layer = step.Layer;
    private readonly string _kernels = $"{Names.Runtime}{step.Kind}{(step.ResetsFirst ? "ResetFirst" : "")}.";
    private readonly string _types = $"<TLanes, {Shapes.Name(step)}{(IsPlain(step) ? $", {PhiType.Of(step.Layer.Phi)}" : "")}>";
    private readonly string _slope = IsPlain(step) ? PhiType.Slope(step.Layer.Phi, step.Layer) : "";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string parameters = Offsets.At("parameters", _layer, TensorRole.Weights);
        return $"{_kernels}Steps{_types}({ends.Reads[0]}, {parameters}, {Offsets.State(_layer)}, {ends.Writes}, {ends.Rows ?? "steps: 1"}{_slope});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string values = $"{ends.Reads[0]}, {Weights("parameters")}, {ends.Writes}, {Room(ends.Plan)}";
        writer.Line($"{_kernels}Forward{_types}({values}, workspace, {Offsets.Place(_layer)}, rows, Steps{_slope});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string outputs = IsPlain(step) ? $"{ends.Writes}, " : "";
        string kept = $"{backward.Derivatives}, {ends.Reads[0]}, {outputs}{Weights("parameters")}, {Room(ends.Plan)}";
        string results = $"{backward.Deltas[0]}, {Weights(backward.Gradients)}";
        writer.Line($"{_kernels}Backward{_types}({kept}, ref workspace.PanelOrigin, {results}, workspace, rows, Steps{_slope});");
    }

    private static bool IsPlain(Recur step) => step.Kind == LayerKind.Rnn;

    private string Weights(string vector) => Offsets.At(vector, _layer, TensorRole.RecurrentWeights);

    private string Room(NetworkPlan plan) => WorkspaceValues.Room(plan, step);
}
