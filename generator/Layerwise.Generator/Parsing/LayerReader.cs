using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads what attributes of several kinds of layers have: sizes, activation, initializer and options, each checked where it is read.</summary>
/// <param name="arguments">Of the attribute.</param>
/// <param name="index">The layer's zero-based place in the network.</param>
/// <param name="scope">What it is read for.</param>
internal sealed class LayerReader(AttributeArguments arguments, int index, ParseScope scope)
{
    // Of layers over positions.
    private const string Groups = nameof(ConvolutionAttribute.GroupNormalization);

    // What an option is where it is not written.
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Layerwise.Activation.Identity);

    private static readonly string[] Normalizations =
        [nameof(LayerAttribute.BatchNormalization), nameof(LayerAttribute.LayerNormalization), nameof(LayerAttribute.RmsNormalization)];

    /// <summary>What was wrong so far.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>A size that a constructor takes, at least 1.</summary>
    public int Size(string parameter)
    {
        int size = arguments.Positional(parameter, 0);
        if (size < 1) Faults.Add(FaultKind.SizeNotPositive, arguments.LocationOf(parameter), new LayerNumber(index + 1), parameter, size);
        return size;
    }

    /// <summary>The activation that a constructor takes, with its slope: a member of the enum, or the type that the user wrote.</summary>
    /// <param name="fallback">What it is where it is not written.</param>
    public (Activation Kind, float Slope, CustomActivation? Custom) Activation(Activation fallback = Layerwise.Activation.Identity)
    {
        const string Parameter = "activation";
        CustomActivation? custom = null;
        Activation activation = Layerwise.Activation.Custom;
        if (arguments.HasType(Parameter, out ITypeSymbol? type))
        {
            custom = CustomActivationParser.Parse(type, scope, arguments.LocationOf(Parameter), index, Faults);
        }
        else
        {
            activation = Defined(Parameter, arguments.Positional(Parameter, (int)fallback), fallback);
            if (activation == Layerwise.Activation.Custom)
            {
                Faults.Add(FaultKind.UnsuitableActivation, arguments.LocationOf(Parameter), new LayerNumber(index + 1), "Activation.Custom, which names no type");
            }
        }

        return (activation, Option(nameof(LayerAttribute.Slope), ActivationTraits.Of(activation).DefaultSlope, OptionRange.Slope), custom);
    }

    /// <summary>The initializer with its options.</summary>
    /// <param name="suiting">What Auto is.</param>
    public InitSpec Init(Init suiting)
    {
        Init init = Defined("init", arguments.Positional("init", (int)Layerwise.Init.Auto), Layerwise.Init.Auto);
        return new InitSpec(init == Layerwise.Init.Auto ? suiting : init)
        {
            Gain = Option(nameof(LayerAttribute.Gain), Defaults.Gain, OptionRange.Positive),
            Scale = Option(nameof(LayerAttribute.InitScale), Defaults.InitScale, OptionRange.NotNegative),
            VarianceScale = Option(nameof(LayerAttribute.VarianceScale), Defaults.VarianceScale, OptionRange.Positive),
            FanMode = Member(nameof(LayerAttribute.FanMode), Defaults.FanMode),
            Distribution = Member(nameof(LayerAttribute.InitDistribution), Defaults.InitDistribution),
            Sparsity = Option(nameof(LayerAttribute.Sparsity), Defaults.Sparsity, OptionRange.Part),
        };
    }

    /// <summary>A layer whose sizes, activation and initializer are read, with all further options of one that multiplies by weights; or all that was wrong.</summary>
    public Parsed<LayerSpec> Complete(LayerSpec layer)
    {
        float bias = Option(nameof(LayerAttribute.BiasValue), Defaults.BiasValue, OptionRange.Any);
        BiasInit biasInit = Member(nameof(LayerAttribute.BiasInit), Defaults.BiasInit);
        float epsilon = Option(nameof(LayerAttribute.NormalizationEpsilon), Defaults.NormalizationEpsilon, OptionRange.Positive);
        float momentum = Option(nameof(LayerAttribute.NormalizationMomentum), Defaults.NormalizationMomentum, OptionRange.PositiveShare);
        float dropout = Option(nameof(LayerAttribute.Dropout), Defaults.Dropout, OptionRange.Dropout);
        LayerOrder order = Member(nameof(LayerAttribute.Order), Defaults.Order);
        CheckNormalizations();
        int residualSpan = ResidualSpan();
        if (Faults.Count > 0) return new(null, Faults.ToImmutable());

        return Parsed<LayerSpec>.Sound(layer with
        {
            SlopePerUnit = layer.Traits.HasLearnedSlope && arguments.Named(nameof(LayerAttribute.SlopePerUnit), Defaults.SlopePerUnit),
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

    /// <summary>A number that an option gives.</summary>
    public float Option(string name, float fallback, OptionRange range) =>
        NetworkOption.Read(arguments, new LayerNumber(index + 1), name, fallback, range, Faults);

    /// <summary>The member of an enum that an option gives.</summary>
    public TEnum Member<TEnum>(string option, TEnum fallback)
        where TEnum : struct, Enum => Defined(option, arguments.Named(option, (int)(object)fallback), fallback);

    private void CheckNormalizations()
    {
        string[] given = [.. Normalizations.Where(option => arguments.Named(option, false)), .. arguments.Named(Groups, 0) > 0 ? [Groups] : Array.Empty<string>()];
        if (given.Length > 1) Faults.Add(FaultKind.SeveralNormalizations, arguments.LocationOf(given[1]), new LayerNumber(index + 1), string.Join(" and ", given));
    }

    // Whether the layer so many layers before fits is seen once all are read.
    private int ResidualSpan()
    {
        int span = arguments.Named(nameof(LayerAttribute.ResidualSpan), Defaults.ResidualSpan);
        if (span < 1 || span > index + 1)
        {
            string range = index == 0 ? "1, as there is no layer before this one" : $"at least 1 and at most {Literal.Of(index + 1)}, as there are that many layers up to this one";
            const string Option = nameof(LayerAttribute.ResidualSpan);
            Faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf(Option), new LayerNumber(index + 1), Option, span, range);
        }

        return arguments.Named(nameof(LayerAttribute.Residual), Defaults.Residual) ? span : 0;
    }

    // What is none is reported, and read as the fallback.
    private TEnum Defined<TEnum>(string name, int value, TEnum fallback)
        where TEnum : struct, Enum =>
        EnumMember.Check<TEnum>(value, arguments.LocationOf(name), new LayerNumber(index + 1), Faults) ? (TEnum)(object)value : fallback;
}
