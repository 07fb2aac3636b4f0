using Layerwise.Generator.Emit.Kernels;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The product of a layer: one kernel forward; backward one for the gradients of its parameters and one for those of its inputs.</summary>
internal sealed class MatMulEmitter(MatMul product) : IOperationEmitter
{
    private readonly LayerSpec _layer = product.Layer;
    private readonly MatMulPlan _plan = MatMulPlan.Of(product);

    private string Inputs => product.Previous is { } previous ? WorkspaceValues.Outputs(previous) : "ref inputs";

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer)
    {
        string panel = _plan.PacksPanels ? "ref workspace.PanelOrigin, " : "";
        writer.Line($"{KernelNames.Forward(product)}<TLanes>({Inputs}, {Names.At("parameters", _layer.WeightsOffset)}, {WorkspaceValues.Sums(_layer)}, {panel}rows);");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients)
    {
        string panel = _plan.PacksPanels ? "ref workspace.PanelOrigin, " : "";
        writer.Line($"{KernelNames.ParameterGradients(_layer)}<TLanes>({Inputs}, {derivatives}, {Names.At(gradients, _layer.WeightsOffset)}, {panel}rows);");
        if (product.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, _layer, TensorRole.Biases, gradients);
        string weights = Names.At("parameters", _layer.WeightsOffset);
        if (product.Previous is { } previous)
        {
            string activations = product.Through is null ? "" : Inputs + ", ";
            writer.Line($"{KernelNames.InputGradients(product)}<TLanes>({weights}, ref workspace.PanelOrigin, {derivatives}, {activations}{WorkspaceValues.Deltas(previous)}, rows);");
            return;
        }

        using (writer.Block("if (!inputGradients.IsEmpty)"))
        {
            writer.Line($"{KernelNames.InputGradients(product)}<TLanes>({weights}, ref workspace.PanelOrigin, {derivatives}, {Names.Start("inputGradients")}, rows);");
        }
    }

    /// <inheritdoc/>
    public void AddForwardKernels(KernelSet kernels) => kernels.Add(KernelNames.Forward(product), writer => ForwardKernels.Write(writer, _plan));

    /// <inheritdoc/>
    public void AddBackwardKernels(KernelSet kernels)
    {
        kernels.Add(KernelNames.ParameterGradients(_layer), writer => BackwardKernels.WriteParameterGradients(writer, _plan));
        kernels.Add(KernelNames.InputGradients(product), writer => BackwardKernels.WriteInputGradients(writer, _plan));
    }
}
