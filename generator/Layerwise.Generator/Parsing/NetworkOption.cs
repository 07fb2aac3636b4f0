using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads one number of a [Network] attribute.</summary>
internal static class NetworkOption
{
    /// <summary>The number, or the fallback where it was not given; a fault where it is not finite or not in its range.</summary>
    public static float Read(
        AttributeArguments arguments, string name, float fallback, string expected, Func<float, bool> isInRange, FaultList faults)
    {
        float value = arguments.Named(name, fallback);
        if (!IsFinite(value) || !isInRange(value))
        {
            faults.Add(FaultKind.OptionOutOfRange, arguments.LocationOf(name), "Network", name, Literal.Rounded(value), expected);
        }

        return value;
    }

    public static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);
}
