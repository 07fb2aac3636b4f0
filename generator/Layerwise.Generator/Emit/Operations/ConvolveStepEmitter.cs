using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Some steps of a causal convolution, which knows from the state what was before. Training goes over whole sequences.</summary>
internal sealed class ConvolveStepEmitter(ConvolveStep step) : IInferenceEmitter
{
    private readonly LayerSpec _layer = step.Layer;

    /// <inheritdoc/>
    public string Call(InferenceEnds ends)
    {
        string parameters = Offsets.At("parameters", _layer, step.Weights);
        return $"{Names.Runtime}Convolution.Steps<TLanes, {Shapes.Name(step)}, {PhiType.Of(step.Finish)}>"
            + $"({ends.Reads[0]}, {parameters}, {Offsets.State(_layer)}, {ends.Writes}, {ends.Rows ?? "steps: 1"}{PhiType.Slope(step.Finish, _layer)});";
    }
}
