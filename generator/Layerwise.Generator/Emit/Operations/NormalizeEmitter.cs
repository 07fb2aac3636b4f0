using Layerwise.Generator.Emit.Kernels;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Batch normalization, passes of the runtime over the rows of a layer.</summary>
internal sealed class NormalizeEmitter(LayerSpec layer) : IOperationEmitter
{
    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer) => writer.Line(
        $"{Names.Runtime}BatchNormalization.Normalize<TLanes>({WorkspaceValues.Sums(layer)}, {Gamma("parameters")}, {WorkspaceValues.PreActivations(layer)}, {WorkspaceValues.InverseDeviations(layer)}, {Names.Statistics(layer)}, rows, {Literal.Of(layer.FanOut)});");

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients) => writer.Line(
        $"{Names.Runtime}BatchNormalization.Gradient<TLanes>({derivatives}, {WorkspaceValues.Normalized(layer)}, {WorkspaceValues.InverseDeviations(layer)}, {Gamma("parameters")}, {Gamma(gradients)}, rows, {Literal.Of(layer.FanOut)});");

    /// <inheritdoc/>
    public void AddForwardKernels(KernelSet kernels)
    {
    }

    /// <inheritdoc/>
    public void AddBackwardKernels(KernelSet kernels)
    {
    }

    private string Gamma(string vector) => Names.At(vector, layer.OffsetOf(TensorRole.Gamma));
}
