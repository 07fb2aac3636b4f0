using Layerwise.Reference.Activations;
using Layerwise.Reference.Dense;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>Standard errors of elementwise activations and their derivatives, where z has one.</summary>
internal static class ScalarError
{
    // Of the second argument of tanh in the approximated GELU; its rounding is an exponent's.
    private const double GeluTanhSlope = 1.6;

    /// <summary>|φ′| at most, within what z may be off.</summary>
    public static double Steepest(ReferenceDense layer, double[] parameters, int unit, double z, double error) =>
        Around(z, error).Max(v => Math.Abs(layer.Derivative(parameters, unit, v)));

    /// <summary>The relative error of φ itself, in u.</summary>
    public static double Relative(ReferenceDense layer, double z) => layer.Activation switch
    {
        Activation.Identity or Activation.Relu or Activation.Relu6 or Activation.HardTanh => 0,
        Activation.LeakyRelu or Activation.PRelu => 1,
        Activation.GeluTanh => Transcendental + Math.Abs(GeluTanhSlope * z * (1 + (0.045 * z * z))),
        Activation.Sigmoid or Activation.Tanh or Activation.Elu or Activation.Selu or Activation.Gelu or Activation.Silu or Activation.Mish or Activation.Softplus
            or Activation.Softsign or Activation.HardSigmoid or Activation.HardSwish or Activation.Custom => Transcendental,
        Activation.Softmax or Activation.LogSoftmax => throw OfRows(layer),
    };

    /// <summary>
    /// The error of φ′: what z is off moves it smoothly, or by the whole jump where z may lie on the other side of a kink; and its own
    /// rounding, beside the magnitude 1 of its terms.
    /// </summary>
    public static double OfDerivative(ReferenceDense layer, double[] parameters, int unit, double z, double error)
    {
        double there = layer.Derivative(parameters, unit, z);
        double moved = Around(z, error).Max(v => Math.Abs(layer.Derivative(parameters, unit, v) - there));
        bool mayJump = Scalar.Kinks(layer.Activation).Any(kink => Math.Abs(z - kink) <= Confidence * error);
        return (mayJump ? moved : moved / Confidence) + (OwnDerivative(layer) * Unit);
    }

    private static double OwnDerivative(ReferenceDense layer) => layer.Activation switch
    {
        Activation.Identity or Activation.Relu or Activation.Relu6 or Activation.LeakyRelu or Activation.PRelu or Activation.HardTanh or Activation.HardSigmoid => 0,
        Activation.Elu => Transcendental * Math.Max(1, layer.Slope),
        Activation.Sigmoid or Activation.Tanh or Activation.Selu or Activation.Gelu or Activation.GeluTanh or Activation.Silu or Activation.Mish or Activation.Softplus
            or Activation.Softsign or Activation.HardSwish or Activation.Custom => Transcendental,
        Activation.Softmax or Activation.LogSoftmax => throw OfRows(layer),
    };

    private static InvalidOperationException OfRows(ReferenceDense layer) => new($"{layer.Activation} takes whole rows; what it is off is no error of one number.");

    private static double[] Around(double z, double error) => [z, z - (Confidence * error), z + (Confidence * error)];
}
