using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>
/// An activation as a pass over the values of a layer, where no kernel applies it in registers: forward from z to a, backward from the derivatives by a
/// to those with respect to z. Layers share the kernels, whatever their sizes.
/// </summary>
internal sealed class ActivateEmitter(Activate activate) : IOperationEmitter
{
    private const string Elementwise = Names.Runtime + "Elementwise.";

    private readonly LayerSpec _layer = activate.Layer;
    private readonly ActivationSpec _phi = activate.Layer.Phi;

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

        writer.Line($"{Elementwise}Activate<TLanes, {PhiType.Of(_phi)}>({WorkspaceValues.PreActivations(_layer)}, {activations}, rows * {fanOut}{PhiType.Slope(_phi, _layer)});");
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
            // What training keeps to tell φ′(z) from, in both places; a user's own derivative gets z and a.
            string known = _phi.Custom is not null ? $"{z}, {a}" : _phi.Traits.KeepsPreActivations ? $"{z}, {z}" : $"{a}, {a}";
            writer.Line($"{Elementwise}Deltas<TLanes, {PhiType.Of(_phi)}>({derivatives}, {known}, {deltas}, rows * {fanOut}{PhiType.Slope(_phi, _layer)});");
        }
    }

    private string Slope(string vector) => Offsets.At(vector, _layer, TensorRole.Slope);
}
