using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Dropout, a pass of the runtime that draws the same mask backward as forward.</summary>
internal sealed class DropEmitter(LayerSpec layer) : IOperationEmitter
{
    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer) => Apply(writer, WorkspaceValues.Activations(layer), WorkspaceValues.Outputs(layer));

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients) => Apply(writer, derivatives, WorkspaceValues.Deltas(layer));

    private void Apply(CodeWriter writer, string values, string results) => writer.Line(
        $"{Names.Runtime}Dropout.Apply<TLanes>({values}, {results}, workspace.DropoutMasks, layer: {Literal.Of(layer.Index)}, probability: {Literal.Of(layer.Dropout)}, rows * {Literal.Of(layer.FanOut)});");
}
