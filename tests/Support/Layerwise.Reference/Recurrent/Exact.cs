using Layerwise.Reference.Activations;

namespace Layerwise.Reference.Recurrent;

/// <summary>A number in double precision.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Exact(double Value) : IReal<Exact>
{
    /// <inheritdoc/>
    public static Exact Given(double value) => new(value);

    /// <inheritdoc/>
    public static Exact operator +(Exact a, Exact b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    public static Exact operator -(Exact a, Exact b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    public static Exact operator *(Exact a, Exact b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    public static Exact Activate(Activation activation, double slope, Exact z) => new(Scalar.Value(activation, slope, z.Value));

    /// <inheritdoc/>
    public static Exact Derivative(Activation activation, double slope, Exact z) => new(Scalar.Derivative(activation, slope, z.Value));
}
