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

    private static readonly string[] Normalizations =
        [nameof(LayerAttribute.BatchNormalization), nameof(LayerAttribute.LayerNormalization), nameof(LayerAttribute.RmsNormalization)];

    /// <summary>The layer, as if its parameters were the first.</summary>
    public static Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope)
    {
        AttributeArguments arguments = source.Arguments;
        var reader = new LayerReader(arguments, source.Index, scope);
        int fanIn = reader.Size("fanIn");
        int fanOut = reader.Size("fanOut");
        CheckRepeat(arguments, source.Index, fanIn, fanOut, reader.Faults);
        (Activation activation, float slope, CustomActivation? custom) = reader.Activation();
        InitSpec init = reader.Init(ActivationTraits.Of(activation).SuitingInit);
        float bias = reader.Option(nameof(LayerAttribute.BiasValue), Defaults.BiasValue, OptionRange.Any);
        BiasInit biasInit = reader.Member(nameof(LayerAttribute.BiasInit), Defaults.BiasInit);
        float epsilon = reader.Option(nameof(LayerAttribute.NormalizationEpsilon), Defaults.NormalizationEpsilon, OptionRange.Positive);
        float momentum = reader.Option(nameof(LayerAttribute.NormalizationMomentum), Defaults.NormalizationMomentum, OptionRange.PositiveShare);
        float dropout = reader.Option(nameof(LayerAttribute.Dropout), Defaults.Dropout, OptionRange.Dropout);
        LayerOrder order = reader.Member(nameof(LayerAttribute.Order), Defaults.Order);
        CheckNormalizations(arguments, source.Index, reader.Faults);
        int residualSpan = ResidualSpan(arguments, source.Index, reader.Faults);
        if (reader.Faults.Count > 0) return new(null, reader.Faults.ToImmutable());

        return Parsed<LayerSpec>.Sound(new DenseSpec(source.Index, fanIn, fanOut, activation, init)
        {
            Slope = slope,
            Custom = custom,
            HasBias = arguments.Named(nameof(LayerAttribute.Bias), Defaults.Bias),
            BiasValue = biasInit == BiasInit.Constant ? bias : 0,
            BiasInit = biasInit,
            BatchNormalization = arguments.Named(nameof(LayerAttribute.BatchNormalization), Defaults.BatchNormalization),
            LayerNormalization = arguments.Named(nameof(LayerAttribute.LayerNormalization), Defaults.LayerNormalization),
            RmsNormalization = arguments.Named(nameof(LayerAttribute.RmsNormalization), Defaults.RmsNormalization),
            NormalizationEpsilon = epsilon,
            NormalizationMomentum = momentum,
            Dropout = dropout,
            ResidualSpan = residualSpan,
            Order = order,
        });
    }

    private static void CheckNormalizations(AttributeArguments arguments, int index, FaultList faults)
    {
        string[] given = [.. Normalizations.Where(option => arguments.Named(option, false))];
        if (given.Length > 1) faults.Add(FaultKind.SeveralNormalizations, arguments.LocationOf(given[1]), index + 1, string.Join(" and ", given));
    }

    // Whether the layer so many layers before fits is seen once all are read.
    private static int ResidualSpan(AttributeArguments arguments, int index, FaultList faults)
    {
        int span = arguments.Named(nameof(LayerAttribute.ResidualSpan), Defaults.ResidualSpan);
        if (span < 1 || span > index + 1)
        {
            string range = $"at least 1 and at most {Literal.Of(index + 1)}, as there are that many layers up to this one";
            const string Option = nameof(LayerAttribute.ResidualSpan);
            faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf(Option), "Layer " + Literal.Of(index + 1), Option, span, range);
        }

        return arguments.Named(nameof(LayerAttribute.Residual), Defaults.Residual) ? span : 0;
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
        if (reason is not null) faults.Add(FaultKind.UnfitRepeat, arguments.LocationOf(nameof(LayerAttribute.Repeat)), index + 1, repeat, reason);
    }
}
