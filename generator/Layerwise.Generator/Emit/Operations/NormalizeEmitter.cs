using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Batch normalization, passes of the runtime over the rows of a layer.</summary>
internal sealed class NormalizeEmitter(Normalize normalize) : IOperationEmitter, IInferenceEmitter
{
    private const string BatchNormalization = Names.Runtime + "BatchNormalization.";

    // Those of the methods that are called.
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Activation.Identity);

    private readonly LayerSpec _layer = normalize.Layer;
    private readonly string _deviations = WorkspaceValues.InverseDeviations(normalize.Layer);
    private readonly string _normalized = WorkspaceValues.Normalized(normalize.Layer);

    /// <summary>The gradients of a tensor that a normalization subtracts again, in place of the noise that rounding left there.</summary>
    public static void WriteNoShift(CodeWriter writer, LayerSpec layer, TensorRole role, string gradients) =>
        writer.Line($"{BatchNormalization}ClearShiftGradients({Offsets.At(gradients, layer, role)}, rows, {Literal.Of(layer.Tensors.Length(role))});");

    /// <summary>The last argument of what normalizes or folds, where ε is another than usual.</summary>
    public static string Epsilon(LayerSpec layer) =>
        layer.NormalizationEpsilon == Defaults.NormalizationEpsilon ? "" : $", epsilon: {Literal.Of(layer.NormalizationEpsilon)}";

    // Where no product takes it on.
    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string scales = Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer)));
        string rows = Shapes.Rows(normalize, ends.Rows ?? "1");
        return $"{BatchNormalization}Scale<TLanes>({ends.Reads[0]}, {scales}, {ends.Writes}, {rows}, {Literal.Of(normalize.Channels)});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        if (ends.Reads[0] != _normalized) writer.Line(Copy(ends.Reads[0], _normalized));
        string written = $"{ends.Writes}, {_deviations}, {Names.Statistics(_layer)}";
        writer.Line($"{BatchNormalization}Normalize<TLanes>({_normalized}, {Gamma("parameters")}, {written}, {Rows}{Epsilon(_layer)}{Momentum(_layer)});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string read = $"{backward.Derivatives}, {_normalized}, {_deviations}, {Gamma("parameters")}, {Gamma(backward.Gradients)}";
        writer.Line($"{BatchNormalization}Gradient<TLanes>({read}, {Rows});");
        if (normalize.HasVainBeta) WriteNoShift(writer, _layer, TensorRole.Beta, backward.Gradients);
        if (backward.Deltas[0] != backward.Derivatives) backward.WriteDeltas(writer, 0, deltas => Copy(backward.Derivatives, deltas));
    }

    // x̂ takes the place of what a product wrote; what others read too, as a residual connection does, stays as it is.
    private string Copy(string values, string copies) => $"{Names.Runtime}Residual.Copy<TLanes>({values}, {copies}, {Names.Times("rows", normalize.Width)});";

    private static string Momentum(LayerSpec layer) =>
        layer.NormalizationMomentum == Defaults.NormalizationMomentum ? "" : $", momentum: {Literal.Of(layer.NormalizationMomentum)}";

    private string Rows => $"{Shapes.Rows(normalize, "rows")}, {Literal.Of(normalize.Channels)}";

    private string Gamma(string vector) => Offsets.At(vector, _layer, TensorRole.Gamma);
}
