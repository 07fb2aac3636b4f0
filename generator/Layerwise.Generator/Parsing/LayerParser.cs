using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads one [Layer] attribute: its values, defaults resolved, or what is wrong with them.</summary>
internal static class LayerParser
{
    // The defaults of LayerAttribute's properties, which a compiled attribute does not carry.
    private const float DefaultSlope = 0.01f;
    private const float DefaultGain = 1f;
    private const float DefaultInitScale = 0.05f;

    /// <summary>The layer, as if it were the network's only one; null where <paramref name="faults"/> says why not.</summary>
    public static LayerSpec? Parse(AttributeArguments arguments, FaultList faults)
    {
        int before = faults.Count;
        int fanIn = Size(arguments, "fanIn", faults);
        int fanOut = Size(arguments, "fanOut", faults);
        Activation activation = Defined(arguments, "activation", Activation.Identity, faults);
        Init init = Defined(arguments, "init", Init.Auto, faults);
        float slope = Option(arguments, "Slope", DefaultSlope, "finite and at least 0", static value => value >= 0, faults);
        float gain = Option(arguments, "Gain", DefaultGain, "finite and greater than 0", static value => value > 0, faults);
        float scale = Option(arguments, "InitScale", DefaultInitScale, "finite and at least 0", static value => value >= 0, faults);
        float bias = Option(arguments, "BiasValue", 0f, "finite", static _ => true, faults);

        return faults.Count > before
            ? null
            : new LayerSpec(
                Index: 0,
                fanIn,
                fanOut,
                activation,
                init == Init.Auto ? Suiting(activation) : init,
                slope,
                gain,
                scale,
                arguments.Named("Bias", true),
                bias,
                WeightsOffset: 0);
    }

    private static Init Suiting(Activation activation) =>
        activation is Activation.Relu or Activation.LeakyRelu ? Init.HeNormal : Init.XavierUniform;

    private static int Size(AttributeArguments arguments, string parameter, FaultList faults)
    {
        int size = arguments.Positional(parameter, 0);
        if (size < 1) faults.Add(FaultKind.SizeNotPositive, arguments.LocationOf(parameter), parameter, size);
        return size;
    }

    private static TEnum Defined<TEnum>(AttributeArguments arguments, string parameter, TEnum fallback, FaultList faults)
        where TEnum : struct, Enum
    {
        int value = arguments.Positional(parameter, (int)(object)fallback);
        if (!Enum.IsDefined(typeof(TEnum), value))
        {
            faults.Add(FaultKind.UndefinedEnumValue, arguments.LocationOf(parameter), value, typeof(TEnum).Name);
        }

        return (TEnum)(object)value;
    }

    private static float Option(
        AttributeArguments arguments, string name, float fallback, string expected, Func<float, bool> isInRange, FaultList faults)
    {
        float value = arguments.Named(name, fallback);
        bool isFinite = !float.IsNaN(value) && !float.IsInfinity(value);
        if (!isFinite || !isInRange(value))
        {
            faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf(name), name, Literal.Rounded(value), expected);
        }

        return value;
    }
}
