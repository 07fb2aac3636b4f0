using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>A convolution over an input that has its borders: one kernel forward; backward one for the gradients of its parameters and one for those of its inputs.</summary>
internal sealed class ConvolveEmitter(Convolve step) : IOperationEmitter, IInferenceEmitter
{
    private const string Convolution = Names.Runtime + "Convolution.";

    private readonly LayerSpec _layer = step.Layer;
    private readonly string _kernels = $"<TLanes, {Shapes.Name(step)}";

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string scales = step.IsScaled ? Names.At("scales", Literal.Of(ends.Plan.ScalesOffset(_layer))) + ", " : "";
        string ofAll = $"{ends.Reads[0]}, {Weights("parameters")}, {scales}{ends.Writes}, {ends.Rows ?? "1"}";
        return $"{Convolution}Forward{_kernels}, {PhiType.Of(step.Finish, step.IsScaled)}>({ofAll}{PhiType.Slope(step.Finish, _layer)});";
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends) =>
        writer.Line($"{Convolution}Forward{_kernels}, {PhiType.Of(step.Finish)}>({ends.Reads[0]}, {Weights("parameters")}, {ends.Writes}, rows{PhiType.Slope(step.Finish, _layer)});");

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        writer.Line($"{Convolution}ParameterGradients{_kernels}>({ends.Reads[0]}, {backward.Derivatives}, {Weights(backward.Gradients)}, rows);");
        if (step.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, _layer, TensorRole.Biases, backward.Gradients);
        string read = $"{Weights("parameters")}, ref workspace.PanelOrigin, {backward.Derivatives}";
        backward.WriteDeltas(writer, 0, deltas => $"{Convolution}InputGradients{_kernels}>({read}, {deltas}, rows);");
    }

    private string Weights(string vector) => Offsets.At(vector, _layer, step.Weights);
}
