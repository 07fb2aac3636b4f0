using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Dropout, a pass of the runtime that draws the same mask backward as forward.</summary>
internal sealed class DropEmitter(Drop drop) : IOperationEmitter
{
    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line(Apply(ends.Reads[0], ends.Writes));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward) =>
        backward.WriteDeltas(writer, 0, deltas => Apply(backward.Derivatives, deltas));

    private string Apply(string values, string results)
    {
        string mask = $"workspace.DropoutMasks, layer: {Literal.Of(drop.Layer.Index)}, probability: {Literal.Of(drop.Layer.Dropout)}";
        return $"{Names.Runtime}Dropout.Apply<TLanes>({values}, {results}, {mask}, {Names.Times("rows", drop.Width)});";
    }
}
