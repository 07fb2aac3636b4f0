using System.Globalization;
using System.Runtime.CompilerServices;

namespace Layerwise;

/// <summary>The ranges that hyper-parameters may have. The name in the error is the property that is being set.</summary>
internal static class Hyperparameter
{
    public static double NotNegative(double value, [CallerMemberName] string name = "") =>
        value >= 0 && float.IsFinite((float)value) ? value : throw OutOfRange(name, value, "a finite number, at least 0");

    /// <summary>The learning rate of one step.</summary>
    public static double Rate(double learningRate, double rateFactor) => learningRate * NotNegative(rateFactor, nameof(rateFactor));

    // Checked as the float that the steps compute with: a smaller double would arrive there as 0.
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        (float)value > 0 && float.IsFinite((float)value) ? value : throw OutOfRange(name, value, "a finite number greater than 0");

    public static double Fraction(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw OutOfRange(name, value, "in [0, 1)");

    public static double Share(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw OutOfRange(name, value, "in [0, 1]");

    public static long AtLeast(long value, long least, [CallerMemberName] string name = "") =>
        value >= least ? value : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"at least {least}"));

    public static long Between(long value, long least, long most, [CallerMemberName] string name = "") => value >= least && value <= most
        ? value
        : throw OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"));

    private static ArgumentOutOfRangeException OutOfRange(string name, double value, string expected) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be {expected}, but is {value}."));
}
