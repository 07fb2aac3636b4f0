using Layerwise.Generator.Emit.Kernels;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>
/// An activation as a pass over the values of a layer, where no kernel applies it in registers: forward from z to a, backward from the derivatives by a
/// to those by z. Layers share the kernels, whatever their sizes.
/// </summary>
internal sealed class ActivateEmitter(Activate activate) : IOperationEmitter
{
    private readonly LayerSpec _layer = activate.Layer;
    private readonly ActivationSpec _phi = activate.Layer.Phi;

    // What training keeps to tell φ′(z) from. A user's own derivative gets z and a.
    private string[] Known => _phi.Custom is not null ? ["preActivations", "activations"] : _phi.Traits.KeepsPreActivations ? ["preActivations"] : ["activations"];

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer)
    {
        if (activate.IsFusedForward || _phi.Traits.IsLinear) return;
        string activations = WorkspaceValues.Activations(_layer);
        string fanOut = Literal.Of(_layer.FanOut);
        if (_phi.Traits.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{_phi.Kind}.Rows<TLanes>({activations}, rows, {fanOut});");
            return;
        }

        string slope = _phi.Traits.HasLearnedSlope ? Slope("parameters") + ", " : "";
        writer.Line($"{KernelNames.Activate(_phi)}<TLanes>({WorkspaceValues.PreActivations(_layer)}, {slope}{activations}, rows * {fanOut});");
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, string derivatives, string gradients)
    {
        if (activate.IsFusedBackward) return;
        string z = WorkspaceValues.PreActivations(_layer);
        string a = WorkspaceValues.Activations(_layer);
        string deltas = WorkspaceValues.Deltas(_layer);
        string fanOut = Literal.Of(_layer.FanOut);
        if (_phi.Traits.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{_phi.Kind}.Gradient<TLanes>({derivatives}, {a}, {deltas}, rows, {fanOut});");
        }
        else if (_phi.Traits.HasLearnedSlope)
        {
            // The gradient of the slope is a sum over all values: a pass of the runtime.
            writer.Line($"{Names.Runtime}{_phi.Kind}.Gradient<TLanes>({derivatives}, {z}, {Slope("parameters")}, {deltas}, {Slope(gradients)}, rows * {fanOut});");
        }
        else if (!_phi.Traits.IsLinear || derivatives != deltas)
        {
            string known = string.Join(", ", Known.Select(name => name == "activations" ? a : z));
            writer.Line($"{KernelNames.Deltas(_phi)}<TLanes>({derivatives}, {known}, {deltas}, rows * {fanOut});");
        }
    }

    /// <inheritdoc/>
    public void AddForwardKernels(KernelSet kernels)
    {
        if (activate.IsFusedForward || _phi.Traits.IsLinear || _phi.Traits.IsRowwise) return;
        kernels.Add(KernelNames.Activate(_phi), WriteActivate);
    }

    /// <inheritdoc/>
    public void AddBackwardKernels(KernelSet kernels)
    {
        if (activate.IsFusedBackward || _phi.Traits.IsRowwise || _phi.Traits.HasLearnedSlope) return;
        if (_phi.Traits.IsLinear && !activate.IsLast) return;
        kernels.Add(KernelNames.Deltas(_phi), WriteDeltas);
    }

    private void WriteActivate(CodeWriter writer)
    {
        writer.Line($"/// <summary>{_phi.Name} of all pre-activations.</summary>");
        using (KernelMethod.Write(writer, $"{KernelNames.Activate(_phi)}<TLanes>(ref float preActivations, {(_phi.Traits.HasLearnedSlope ? "ref float slope, " : "")}ref float activations, nint count)"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
                $"TLanes.Store({ActivationCalls.Apply(_phi, $"TLanes.Load(ref preActivations, {index}{load})", "ref slope, 0")}, ref activations, {index}{store});");
        }
    }

    private void WriteDeltas(CodeWriter writer)
    {
        string[] known = Known;
        writer.Line($"/// <summary>The derivatives by the pre-activations from those by the activations, through {_phi.Name}; the two may be the same memory.</summary>");
        using (KernelMethod.Write(writer, $"{KernelNames.Deltas(_phi)}<TLanes>(ref float gradients, {string.Join(", ", known.Select(static name => "ref float " + name))}, ref float deltas, nint count)"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
            {
                string Load(string from) => $"TLanes.Load(ref {from}, {index}{load})";
                string gradient = ActivationCalls.Gradient(_phi, Load("gradients"), Load(known[0]), Load(known[known.Length - 1]));
                return $"TLanes.Store({gradient}, ref deltas, {index}{store});";
            });
        }
    }

    private string Slope(string vector) => Names.At(vector, _layer.OffsetOf(TensorRole.Slope));
}
