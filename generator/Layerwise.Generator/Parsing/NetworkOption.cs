using System.Collections.Immutable;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads one number of an attribute.</summary>
internal static class NetworkOption
{
    /// <summary>The number of [Network], or the fallback where it was not given; a fault where it is not in its range.</summary>
    public static float Read(AttributeArguments arguments, string name, float fallback, OptionRange range, FaultList faults) =>
        Read(arguments, "Network", name, fallback, range, faults);

    /// <summary>The number, or the fallback where it was not given; a fault where it is not in its range.</summary>
    /// <param name="arguments">Of the attribute.</param>
    /// <param name="owner">What the attribute stands for, as messages call it.</param>
    /// <param name="name">The option.</param>
    /// <param name="fallback">The attribute's default.</param>
    /// <param name="range">What the number may be.</param>
    /// <param name="faults">Gets the fault.</param>
    public static float Read(AttributeArguments arguments, object owner, string name, float fallback, OptionRange range, FaultList faults)
    {
        float value = arguments.Named(name, fallback);
        if (!range.Contains(value))
        {
            faults.Add(new Fault(FaultKind.OptionOutOfRange, arguments.LocationOf(name), ImmutableArray.Create<object>(owner, name, value, range.Text))
            {
                Replacement = new OptionValue(name, range.Intended(value)),
            });
        }

        return value;
    }

    public static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);
}
