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
    private readonly string _kernels = $"<TLanes, {Shapes.Name(product.Layer)}";

    private string Inputs => product.Previous is { } previous ? WorkspaceValues.Outputs(previous) : "ref inputs";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string name = ends.Rows is null ? "ForwardSample" : "Forward";
        string scales = product.IsScaled ? Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer))) + ", " : "";
        string panel = ends.Rows is not null && (new MatMulPlan(product).PacksPanels || product.IsScaled) ? ", ref panel" : "";
        string rows = ends.Rows is null ? "" : ", " + ends.Rows;
        string read = $"{ends.Reads[0]}, {Offsets.At("parameters", _layer, TensorRole.Weights)}, {scales}{ends.Writes}";
        return $"{Dense}{name}{_kernels}, {PhiType.Of(product.Finish, product.IsScaled)}>({read}{panel}{rows}{PhiType.Slope(product.Finish, _layer)});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer)
    {
        string panel = new MatMulPlan(product).PacksPanels ? "ref workspace.PanelOrigin, " : "";
        string weights = Offsets.At("parameters", _layer, TensorRole.Weights);
        writer.Line($"{Dense}Forward{_kernels}, {PhiType.Of(product.Finish)}>({Inputs}, {weights}, {WorkspaceValues.Sums(_layer)}, {panel}rows{PhiType.Slope(product.Finish, _layer)});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients)
    {
        writer.Line($"{Dense}ParameterGradients{_kernels}>({Inputs}, {derivatives}, {Offsets.At(gradients, _layer, TensorRole.Weights)}, ref workspace.PanelOrigin, rows);");
        if (product.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, _layer, TensorRole.Biases, gradients);
        string read = $"{Offsets.At("parameters", _layer, TensorRole.Weights)}, ref workspace.PanelOrigin, {derivatives}";
        if (product.Previous is not { } previous)
        {
            writer.Line($"if (!inputGradients.IsEmpty) {Dense}InputGradients{_kernels}>({read}, {Names.Start("inputGradients")}, rows);");
        }
        else if (product.Through is { } through)
        {
            writer.Line($"{Dense}InputGradients{_kernels}, {PhiType.Of(through)}>({read}, {Inputs}, {WorkspaceValues.Deltas(previous)}, rows{PhiType.Slope(through, previous)});");
        }
        else
        {
            writer.Line($"{Dense}InputGradients{_kernels}>({read}, {WorkspaceValues.Deltas(previous)}, rows);");
        }
    }
}
