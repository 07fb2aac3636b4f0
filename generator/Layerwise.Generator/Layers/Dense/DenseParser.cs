using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>Reads one [Layer] attribute: its values, defaults resolved, or what is wrong with them.</summary>
internal static class DenseParser
{
    // What an option is where it is not written.
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Activation.Identity);

    /// <summary>The layer, as if its parameters were the first.</summary>
    public static Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope)
    {
        AttributeArguments arguments = source.Arguments;
        var reader = new LayerReader(arguments, source.Index, scope);
        int fanIn = reader.Size("fanIn");
        int fanOut = reader.Size("fanOut");

        // An output is one layer. That is said where outputs are looked at.
        if (arguments.AttributeName != DenseKind.Output) CheckRepeat(arguments, source.Index, fanIn, fanOut, reader.Faults);
        (Activation activation, float slope, CustomActivation? custom) = reader.Activation();
        InitSpec init = reader.Init(ActivationTraits.Of(activation).SuitingInit);
        var layer = new DenseSpec(source.Index, fanIn, fanOut, activation, init) { Slope = slope, Custom = custom, Steps = source.Steps };
        return reader.Complete(layer);
    }

    private static void CheckRepeat(AttributeArguments arguments, int index, int fanIn, int fanOut, FaultList faults)
    {
        int repeat = arguments.Repeat;
        string? reason = repeat is < 1 or > LayerRuns.MostLayers ? $"a layer is repeated 1 to {Literal.Of(LayerRuns.MostLayers)} times; write a number in this range"
            : repeat > 1 && fanIn != fanOut && fanIn > 0 && fanOut > 0
                ? $"its {Literal.Of(fanOut)} outputs cannot be the {Literal.Of(fanIn)} inputs of another one; make fanIn and fanOut equal, or remove Repeat"
            : repeat > 1 && arguments.Named(nameof(LayerAttribute.ResidualSpan), Defaults.ResidualSpan) > 1
                ? "its residual connection goes around several layers, and only this one would be repeated; write the layers of each block out"
            : null;
        if (reason is not null) faults.Add(FaultKind.UnfitRepeat, arguments.LocationOf(nameof(LayerAttribute.Repeat)), new LayerNumber(index + 1), repeat, reason);
    }
}
