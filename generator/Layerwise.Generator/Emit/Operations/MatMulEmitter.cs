using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The product of a layer: one kernel forward; backward one for the gradients of its parameters and one for those of its inputs.</summary>
internal sealed class MatMulEmitter(MatMul product) : IOperationEmitter, IInferenceEmitter
{
    private const string Dense = Names.Runtime + "Dense.";

    private readonly LayerSpec _layer = product.Layer;
    private readonly string _kernels = $"<TLanes, {Shapes.Name(product)}";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string name = ends.Rows is null ? "ForwardSample" : "Forward";
        string scales = product.IsScaled ? Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer))) + ", " : "";
        string panel = ends.Rows is not null && (new MatMulPlan(product).PacksPanels || product.IsScaled) ? ", ref panel" : "";
        string rows = ends.Rows is null ? "" : ", " + ends.Rows;
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {scales}{ends.Writes}";
        return $"{Dense}{name}{_kernels}, {PhiType.Of(product.Finish, product.IsScaled)}>({read}{panel}{rows}{PhiType.Slope(product.Finish, _layer)});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string panel = new MatMulPlan(product).PacksPanels ? "ref workspace.PanelOrigin, " : "";
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {ends.Writes}";
        writer.Line($"{Dense}Forward{_kernels}, {PhiType.Of(product.Finish)}>({read}, {panel}rows{PhiType.Slope(product.Finish, _layer)});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string derivatives = backward.Derivatives;
        writer.Line($"{Dense}ParameterGradients{_kernels}>({ends.Reads[0]}, {derivatives}, {Weights(backward.Gradients)}, ref workspace.PanelOrigin, rows);");
        if (product.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, _layer, TensorRole.Biases, backward.Gradients);
        string read = $"{Weights("parameters")}, ref workspace.PanelOrigin, {derivatives}";
        backward.WriteDeltas(writer, 0, deltas => product.Through is { } through
            ? $"{Dense}InputGradients{_kernels}, {PhiType.Of(through)}>({read}, {ends.Reads[0]}, {deltas}, rows{PhiType.ConstantSlope(through)});"
            : $"{Dense}InputGradients{_kernels}>({read}, {deltas}, rows);");
    }

    private string Weights(string vector) => Offsets.At(vector, _layer, product.Weights);
}
