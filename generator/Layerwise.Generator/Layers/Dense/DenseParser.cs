using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>Reads one [Layer] attribute: its values, defaults resolved, or what is wrong with them.</summary>
internal static class DenseParser
{
    // What an option is where it is not written.
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Activation.Identity);

    /// <summary>The layer at a zero-based index, as if its parameters were the first.</summary>
    public static Parsed<LayerSpec> Parse(AttributeArguments arguments, int index, ParseScope scope)
    {
        var faults = new FaultList();
        int fanIn = Size(arguments, index, "fanIn", faults);
        int fanOut = Size(arguments, index, "fanOut", faults);
        CheckRepeat(arguments, index, fanIn, fanOut, faults);
        CustomActivation? custom = null;
        Activation activation = Activation.Custom;
        if (arguments.HasType("activation", out ITypeSymbol? type))
        {
            custom = CustomActivationParser.Parse(type, scope, arguments.LocationOf("activation"), index, faults);
        }
        else
        {
            activation = Defined(arguments, "activation", Activation.Identity, faults);
            if (activation == Activation.Custom)
            {
                faults.Add(FaultKind.UnsuitableActivation, arguments.LocationOf("activation"), index + 1, "Activation.Custom, which names no type");
            }
        }

        // One that is none has been reported.
        ActivationTraits traits = ActivationTraits.Of(Enum.IsDefined(typeof(Activation), activation) ? activation : Activation.Identity);
        Init init = Defined(arguments, "init", Init.Auto, faults);
        float slope = Option(arguments, index, nameof(LayerAttribute.Slope), traits.DefaultSlope, OptionRange.Slope, faults);
        float gain = Option(arguments, index, nameof(LayerAttribute.Gain), Defaults.Gain, OptionRange.Positive, faults);
        float scale = Option(arguments, index, nameof(LayerAttribute.InitScale), Defaults.InitScale, OptionRange.NotNegative, faults);
        float variance = Option(arguments, index, nameof(LayerAttribute.VarianceScale), Defaults.VarianceScale, OptionRange.Positive, faults);
        FanMode fanMode = DefinedOption(arguments, nameof(LayerAttribute.FanMode), Defaults.FanMode, faults);
        InitDistribution distribution = DefinedOption(arguments, nameof(LayerAttribute.InitDistribution), Defaults.InitDistribution, faults);
        float sparsity = Option(arguments, index, nameof(LayerAttribute.Sparsity), Defaults.Sparsity, OptionRange.Part, faults);
        float bias = Option(arguments, index, nameof(LayerAttribute.BiasValue), Defaults.BiasValue, OptionRange.Any, faults);
        float dropout = Option(arguments, index, nameof(LayerAttribute.Dropout), Defaults.Dropout, OptionRange.Dropout, faults);

        if (faults.Count > 0) return new(null, faults.ToImmutable());

        var weights = new InitSpec(init == Init.Auto ? traits.SuitingInit : init)
        {
            Gain = gain,
            Scale = scale,
            VarianceScale = variance,
            FanMode = fanMode,
            Distribution = distribution,
            Sparsity = sparsity,
        };
        return Parsed<LayerSpec>.Sound(new DenseSpec(index, fanIn, fanOut, activation, weights)
        {
            Slope = slope,
            Custom = custom,
            HasBias = arguments.Named(nameof(LayerAttribute.Bias), Defaults.Bias),
            BiasValue = bias,
            BatchNormalization = arguments.Named(nameof(LayerAttribute.BatchNormalization), Defaults.BatchNormalization),
            Dropout = dropout,
        });
    }

    private static int Size(AttributeArguments arguments, int index, string parameter, FaultList faults)
    {
        int size = arguments.Positional(parameter, 0);
        if (size < 1) faults.Add(FaultKind.SizeNotPositive, arguments.LocationOf(parameter), index + 1, parameter, size);
        return size;
    }

    private static void CheckRepeat(AttributeArguments arguments, int index, int fanIn, int fanOut, FaultList faults)
    {
        int repeat = arguments.Repeat;
        string? reason = repeat is < 1 or > LayerRuns.MostLayers ? $"a layer is repeated 1 to {Literal.Of(LayerRuns.MostLayers)} times; write a number in this range"
            : repeat > 1 && fanIn != fanOut && fanIn > 0 && fanOut > 0
                ? $"its {Literal.Of(fanOut)} outputs cannot be the {Literal.Of(fanIn)} inputs of another one; make fanIn and fanOut equal, or remove Repeat"
            : null;
        if (reason is not null) faults.Add(FaultKind.UnfitRepeat, arguments.LocationOf(nameof(LayerAttribute.Repeat)), index + 1, repeat, reason);
    }

    private static TEnum Defined<TEnum>(AttributeArguments arguments, string parameter, TEnum fallback, FaultList faults)
        where TEnum : struct, Enum =>
        Defined<TEnum>(arguments, parameter, arguments.Positional(parameter, (int)(object)fallback), faults);

    private static TEnum DefinedOption<TEnum>(AttributeArguments arguments, string option, TEnum fallback, FaultList faults)
        where TEnum : struct, Enum =>
        Defined<TEnum>(arguments, option, arguments.Named(option, (int)(object)fallback), faults);

    private static TEnum Defined<TEnum>(AttributeArguments arguments, string name, int value, FaultList faults)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(typeof(TEnum), value))
        {
            string names = string.Join(", ", Enum.GetNames(typeof(TEnum)).Where(static known => known != nameof(Activation.Custom)));
            faults.Add(FaultKind.UndefinedEnumValue, arguments.LocationOf(name), value, typeof(TEnum).Name, names);
        }

        return (TEnum)(object)value;
    }

    private static float Option(AttributeArguments arguments, int index, string name, float fallback, OptionRange range, FaultList faults) =>
        NetworkOption.Read(arguments, "Layer " + Literal.Of(index + 1), name, fallback, range, faults);
}
