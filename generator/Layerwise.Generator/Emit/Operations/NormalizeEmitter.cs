using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Batch normalization, passes of the runtime over the rows of a layer.</summary>
internal sealed class NormalizeEmitter(Normalize normalize) : IOperationEmitter
{
    private readonly LayerSpec _layer = normalize.Layer;

    /// <summary>The gradients of a tensor that a normalization subtracts again, in place of the noise that rounding left there.</summary>
    public static void WriteNoShift(CodeWriter writer, LayerSpec layer, TensorRole role, string gradients) =>
        writer.Line($"{Names.Runtime}BatchNormalization.ClearShiftGradients({Offsets.At(gradients, layer, role)}, rows, {Literal.Of(layer.FanOut)});");

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer) => writer.Line(
        $"{Names.Runtime}BatchNormalization.Normalize<TLanes>({WorkspaceValues.Sums(_layer)}, {Gamma("parameters")}, {WorkspaceValues.PreActivations(_layer)}, {WorkspaceValues.InverseDeviations(_layer)}, {Names.Statistics(_layer)}, rows, {Literal.Of(_layer.FanOut)});");

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients)
    {
        writer.Line($"{Names.Runtime}BatchNormalization.Gradient<TLanes>({derivatives}, {WorkspaceValues.Normalized(_layer)}, {WorkspaceValues.InverseDeviations(_layer)}, {Gamma("parameters")}, {Gamma(gradients)}, rows, {Literal.Of(_layer.FanOut)});");
        if (normalize.HasVainBeta) WriteNoShift(writer, _layer, TensorRole.Beta, gradients);
    }

    private string Gamma(string vector) => Offsets.At(vector, _layer, TensorRole.Gamma);
}
