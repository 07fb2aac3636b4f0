using Layerwise.Reference.Activations;
using Layerwise.Reference.Dense;
using Layerwise.Reference.Recurrent;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>A number as a computation in float has it: its exact value, and the variance of what it is off.</summary>
/// <param name="Value">The exact value.</param>
/// <param name="Variance">The square of its standard error.</param>
internal readonly record struct Rounded(double Value, double Variance) : IReal<Rounded>
{
    /// <summary>The standard error.</summary>
    public double Error => Math.Sqrt(Variance);

    /// <inheritdoc/>
    public static Rounded Given(double value) => new(value, 0);

    /// <inheritdoc/>
    public static Rounded operator +(Rounded a, Rounded b) => Result(a.Value + b.Value, a.Variance + b.Variance);

    /// <inheritdoc/>
    public static Rounded operator -(Rounded a, Rounded b) => Result(a.Value - b.Value, a.Variance + b.Variance);

    /// <inheritdoc/>
    public static Rounded operator *(Rounded a, Rounded b) =>
        Result(a.Value * b.Value, (Square(a.Value) * b.Variance) + (Square(b.Value) * a.Variance) + (a.Variance * b.Variance));

    /// <inheritdoc/>
    public static Rounded Activate(Activation activation, double slope, Rounded z)
    {
        ReferenceDense layer = Applying(activation, slope);
        double value = Scalar.Value(activation, slope, z.Value);

        // Those of gates are right to some digits behind the point.
        double size = activation is Activation.Sigmoid or Activation.Tanh ? 1 : value;
        return new(value, Square(ScalarError.Steepest(layer, [], 0, z.Value, z.Error) * z.Error) + Square(ScalarError.Relative(layer, z.Value) * Unit * size));
    }

    /// <inheritdoc/>
    public static Rounded Derivative(Activation activation, double slope, Rounded z) =>
        new(Scalar.Derivative(activation, slope, z.Value), Square(ScalarError.OfDerivative(Applying(activation, slope), [], 0, z.Value, z.Error)));

    private static Rounded Result(double value, double inherited) => new(value, inherited + Square(Unit * value));

    private static ReferenceDense Applying(Activation activation, double slope) => new(1, 1, activation, slope, HasBias: false);
}
