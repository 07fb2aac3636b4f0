using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Batch normalization, passes of the runtime over the rows of a layer.</summary>
internal sealed class NormalizeEmitter(Normalize normalize) : IOperationEmitter
{
    private const string BatchNormalization = Names.Runtime + "BatchNormalization.";

    private readonly LayerSpec _layer = normalize.Layer;
    private readonly string _deviations = WorkspaceValues.InverseDeviations(normalize.Layer);

    /// <summary>The gradients of a tensor that a normalization subtracts again, in place of the noise that rounding left there.</summary>
    public static void WriteNoShift(CodeWriter writer, LayerSpec layer, TensorRole role, string gradients) =>
        writer.Line($"{BatchNormalization}ClearShiftGradients({Offsets.At(gradients, layer, role)}, rows, {Literal.Of(layer.Tensors.Length(role))});");

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) => writer.Line(
        $"{BatchNormalization}Normalize<TLanes>({ends.Reads[0]}, {Gamma("parameters")}, {ends.Writes}, {_deviations}, {Names.Statistics(_layer)}, {Rows});");

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string read = $"{backward.Derivatives}, {ends.Reads[0]}, {_deviations}, {Gamma("parameters")}, {Gamma(backward.Gradients)}";
        writer.Line($"{BatchNormalization}Gradient<TLanes>({read}, {Rows});");
        if (normalize.HasVainBeta) WriteNoShift(writer, _layer, TensorRole.Beta, backward.Gradients);
    }

    private string Rows => $"{Shapes.Rows(normalize, "rows")}, {Literal.Of(normalize.Channels)}";

    private string Gamma(string vector) => Offsets.At(vector, _layer, TensorRole.Gamma);
}
