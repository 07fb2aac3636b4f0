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

    private readonly MatMul _product = product;
    private readonly LayerSpec _layer = product.Layer;
    private readonly string _rows = Shapes.Rows(product, "rows");
    private readonly string _kernels = $"<TLanes, {Shapes.Name(product)}";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        if (_product.IsPointwise) return PointwiseCall(ends);
        if (new MatMulPlan(_product).Reads(ends.Plan.Network) is not WeightFormat.Single and var format) return RoundedCall(format, ends);
        bool isStep = ends.Plan.Network.IsRecurrent;
        string name = ends.Rows is null ? "ForwardSample" : isStep ? "ForwardEach" : "Forward";
        string scales = _product.IsScaled ? Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer))) + ", " : "";
        string panel = ends.Rows is not null && !isStep && (new MatMulPlan(_product).PacksPanels || _product.IsScaled) ? ", ref panel" : "";
        string rows = ends.Rows is null ? "" : ", " + ends.Rows;
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {scales}{ends.Writes}";
        return $"{Dense}{name}{_kernels}, {PhiType.Of(_product.Finish, _product.IsScaled)}>({read}{panel}{rows}{PhiType.Slope(_product.Finish, _layer)});";
    }

    private string RoundedCall(WeightFormat format, InferenceEnds ends)
    {
        string name = ends.Rows is null ? "ForwardSample" : "ForwardEach";
        string rows = ends.Rows is null ? "" : ", " + ends.Rows;
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {ends.Writes}{rows}{PhiType.Slope(_product.Finish, _layer)}";
        return $"{Names.Runtime}{format}Dense.{name}{_kernels}, {PhiType.Of(_product.Finish)}>({read});";
    }

    // Of one sample too there are many rows. Weights that are copied together are left to a convolution.
    private string PointwiseCall(InferenceEnds ends)
    {
        string scales = _product.IsScaled ? Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer))) + ", " : "";
        string panel = _product.IsScaled ? "ref parameters, " : "";
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {scales}{ends.Writes}, {panel}{Shapes.Rows(_product, ends.Rows ?? "1")}";
        return $"{Dense}Forward{_kernels}, {PhiType.Of(_product.Finish, _product.IsScaled)}>({read}{PhiType.Slope(_product.Finish, _layer)});";
    }

    /// <summary>The call that computes what this product and the next one, both narrow, give one sample.</summary>
    /// <param name="next">The other one, which reads what this one writes.</param>
    /// <param name="reads">Where this one reads.</param>
    /// <param name="writes">Where the other one writes.</param>
    public string Call(MatMulEmitter next, string reads, string writes)
    {
        MatMul then = next._product;
        string types = $"{Shapes.Name(_product)}, {PhiType.Of(_product.Finish)}, {Shapes.Name(then)}, {PhiType.Of(then.Finish)}";
        string slopes = PhiType.Slope(_product.Finish, _layer, "slope: ") + PhiType.Slope(then.Finish, then.Layer, "nextSlope: ");
        return $"{Dense}ForwardSample<TLanes, {types}>({reads}, {Weights("parameters")}, {next.Weights("parameters")}, {writes}{slopes});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string panel = new MatMulPlan(_product).PacksPanels ? "ref workspace.PanelOrigin, " : "";
        string read = $"{ends.Reads[0]}, {Weights("parameters")}, {ends.Writes}";
        writer.Line($"{Dense}Forward{_kernels}, {PhiType.Of(_product.Finish)}>({read}, {panel}{_rows}{PhiType.Slope(_product.Finish, _layer)});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string derivatives = backward.Derivatives;
        string gradients = _product.IsPointwise ? "ParameterGradientsInBlocks" : "ParameterGradients";
        writer.Line($"{Dense}{gradients}{_kernels}>({ends.Reads[0]}, {derivatives}, {Weights(backward.Gradients)}, ref workspace.PanelOrigin, {_rows});");
        if (_product.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, _layer, TensorRole.Biases, backward.Gradients);
        string read = $"{Weights("parameters")}, ref workspace.PanelOrigin, {derivatives}";
        backward.WriteDeltas(writer, 0, deltas => _product.Through is { } through
            ? $"{Dense}InputGradients{_kernels}, {PhiType.Of(through)}>({read}, {ends.Reads[0]}, {deltas}, {_rows}{PhiType.ConstantSlope(through)});"
            : $"{Dense}InputGradients{_kernels}>({read}, {deltas}, {_rows});");
    }

    private string Weights(string vector) => Offsets.At(vector, _layer, _product.Weights);
}
