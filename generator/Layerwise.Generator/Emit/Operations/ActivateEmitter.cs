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
internal sealed class ActivateEmitter(Activate activate) : IOperationEmitter, IInferenceEmitter
{
    private const string Elementwise = Names.Runtime + "Elementwise.";

    private readonly LayerSpec _layer = activate.Layer;
    private readonly ActivationSpec _phi = activate.Phi;
    private readonly string _count = Names.Times("rows", activate.Width);

    /// <inheritdoc/>
    public string Call(InferenceEnds ends) => Call(ends.Reads[0], ends.Writes, ends.Rows ?? "1");

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        if (activate.IsFusedForward || (_phi.Traits.IsLinear && ends.Reads[0] == ends.Writes)) return;
        writer.Line(Call(ends.Reads[0], ends.Writes, "rows"));
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        if (activate.IsFusedBackward) return;
        string z = ends.Reads[0];
        string a = ends.Writes;
        string derivatives = backward.Derivatives;
        if (_phi.Traits.IsLinear && derivatives == backward.Deltas[0]) return;
        if (_phi.Traits.HasLearnedSlope)
        {
            // The gradient of the slope is a sum over all values: a pass of the runtime. It is asked for where the derivatives with respect to the inputs are not, too.
            string ofInputs = $"ref (inputGradients.IsEmpty ? {derivatives} : {Names.Start("inputGradients")})";
            string slopes = $"{Slope("parameters")}, {backward.Deltas[0] ?? ofInputs}, {Slope(backward.Gradients)}";
            string extent = _phi.HasSlopePerUnit ? $"{Shapes.Rows(activate, "rows")}, {Literal.Of(activate.Channels)}" : _count;
            writer.Line($"{Names.Runtime}{_phi.Kind}.Gradient<TLanes>({derivatives}, {z}, {slopes}, {extent});");
            return;
        }

        backward.WriteDeltas(writer, 0, deltas =>
        {
            if (_phi.Traits.IsRowwise)
            {
                return $"{Names.Runtime}{_phi.Kind}.Gradient<TLanes>({derivatives}, {a}, {deltas}, {Shapes.Rows(activate, "rows")}, {Literal.Of(activate.Channels)});";
            }

            if (_phi.Traits.IsLinear) return $"{Names.Runtime}Residual.Copy<TLanes>({derivatives}, {deltas}, {_count});";

            // What training keeps to tell φ′(z) from, in both places; a user's own derivative gets z and a.
            string known = _phi.Custom is not null ? $"{z}, {a}" : _phi.Traits.KeepsPreActivations ? $"{z}, {z}" : $"{a}, {a}";
            return $"{Elementwise}Deltas<TLanes, {PhiType.Of(_phi)}>({derivatives}, {known}, {deltas}, {_count}{PhiType.Slope(_phi, _layer)});";
        });
    }

    // What depends on a whole row is computed in its place.
    private string Call(string z, string a, string rows)
    {
        string extent = $"{Shapes.Rows(activate, rows)}, {Literal.Of(activate.Channels)}";
        if (_phi.HasSlopePerUnit) return $"{Names.Runtime}{_phi.Kind}.Rows<TLanes>({z}, {Slope("parameters")}, {a}, {extent});";
        ActivationSpec each = _phi.Traits.IsRowwise ? ActivationSpec.Identity : _phi;
        string call = $"{Elementwise}Activate<TLanes, {PhiType.Of(each)}>({z}, {a}, {Names.Times(rows, activate.Width)}{PhiType.Slope(each, _layer)});";
        if (!_phi.Traits.IsRowwise) return call;
        string whole = $"{Names.Runtime}{_phi.Kind}.Rows<TLanes>({a}, {extent});";
        return z == a ? whole : $"{call}\n{whole}";
    }

    private string Slope(string vector) => Offsets.At(vector, _layer, TensorRole.Slope);
}
