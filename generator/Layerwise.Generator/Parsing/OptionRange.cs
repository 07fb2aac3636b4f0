using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Parsing;

/// <summary>The numbers that an option may be.</summary>
/// <param name="Text">As messages write it: what a value is.</param>
/// <param name="Includes">Whether a finite number is one of them.</param>
internal sealed record OptionRange(string Text, Func<float, bool> Includes)
{
    // From 2 on, a share of 1 can only be meant as a percentage.
    private const float LeastPercentage = 2;

    public static OptionRange Any { get; } = new("finite", static _ => true);

    public static OptionRange NotNegative { get; } = new("finite and at least 0", static value => value >= 0);

    public static OptionRange Positive { get; } = new("finite and greater than 0", static value => value > 0);

    /// <summary>A part of something of which some is left.</summary>
    public static OptionRange Part { get; } = new("at least 0 and less than 1", static value => value is >= 0 and < 1) { IsShare = true };

    /// <summary>A part of something, or all of it.</summary>
    public static OptionRange Share { get; } = new("in [0, 1]", static value => value is >= 0 and <= 1) { IsShare = true };

    /// <summary>A part of something, or all of it, but not nothing.</summary>
    public static OptionRange PositiveShare { get; } = new("greater than 0 and at most 1", static value => value is > 0 and <= 1) { IsShare = true };

    /// <summary>A slope that holds negative z back.</summary>
    public static OptionRange Slope { get; } = NotNegative with { IsUsual = static value => value < 1 };

    /// <summary>A dropout.</summary>
    public static OptionRange Dropout { get; } = Part with { IsUsual = static value => value <= 0.5f };

    /// <summary>Whether a number of the range is one that people mean.</summary>
    public Func<float, bool> IsUsual { get; private init; } = static _ => true;

    private bool IsShare { get; init; }

    public bool Contains(float value) => NetworkOption.IsFinite(value) && Includes(value);

    /// <summary>
    /// The number, as C# writes it, that a number out of range is a slip of: of its sign, or a percentage for a share. Null where none is likely, so that the
    /// option is better left out.
    /// </summary>
    public string? Intended(float value)
    {
        float intended = value < 0 ? -value
            : IsShare && value is >= LeastPercentage and <= 100 ? (float)((decimal)value / 100)
            : float.NaN;
        return Contains(intended) && IsUsual(intended) ? Literal.Of(intended) : null;
    }
}
