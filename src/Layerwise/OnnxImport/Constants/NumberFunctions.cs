using Layerwise.OnnxModels;
using Layerwise.Traits;

namespace Layerwise.OnnxImport.Constants;

/// <summary>What the operations of ONNX that take each number by itself make of it (https://onnx.ai/onnx/operators), in double.</summary>
internal static class NumberFunctions
{
    private const double SqrtTwo = 1.41421356237309504880;
    private const double GeluTanhSlope = 0.79788456080286535588; // √(2/π)
    private const double GeluTanhCubic = 0.044715;

    private static readonly Dictionary<string, Func<double, double>> OfOne = new()
    {
        ["Abs"] = Math.Abs,
        ["Erf"] = static x => (2 * StandardNormal.Cumulative(x * SqrtTwo)) - 1,
        ["Exp"] = Math.Exp,
        ["HardSwish"] = static x => x * Clip((x / 6) + 0.5, 0, 1),
        ["Log"] = Math.Log,
        ["Mish"] = static x => x * Math.Tanh(Softplus(x)),
        ["Neg"] = static x => -x,
        ["Not"] = static x => x == 0 ? 1 : 0,
        ["Reciprocal"] = static x => 1 / x,
        ["Relu"] = static x => Math.Max(0, x),
        ["Sigmoid"] = Sigmoid,
        ["Sign"] = static x => x > 0 ? 1 : x < 0 ? -1 : 0,
        ["Softplus"] = Softplus,
        ["Softsign"] = static x => x / (1 + Math.Abs(x)),
        ["Sqrt"] = Math.Sqrt,
        ["Tanh"] = Math.Tanh,
    };

    private static readonly Dictionary<string, Func<double, double, double>> OfTwo = new()
    {
        ["Add"] = static (x, y) => x + y,
        ["Sum"] = static (x, y) => x + y,
        ["Sub"] = static (x, y) => x - y,
        ["Mul"] = static (x, y) => x * y,
        ["Div"] = static (x, y) => x / y,
        ["Max"] = Math.Max,
        ["Min"] = Math.Min,
        ["Pow"] = Math.Pow,
        ["PRelu"] = static (x, slope) => x < 0 ? slope * x : x,
        ["Greater"] = static (x, y) => x > y ? 1 : 0,
        ["GreaterOrEqual"] = static (x, y) => x >= y ? 1 : 0,
        ["Less"] = static (x, y) => x < y ? 1 : 0,
        ["LessOrEqual"] = static (x, y) => x <= y ? 1 : 0,
    };

    // Those that have settings.
    private static readonly Dictionary<string, Func<OnnxNode, Func<double, double>>> WithSettings = new()
    {
        ["Celu"] = static node => Elu(node.Single("alpha", 1), node.Single("alpha", 1)),
        ["Elu"] = static node => Elu(node.Single("alpha", 1), 1),
        ["Gelu"] = static node => node.Attribute("approximate")?.Text == "tanh" ? GeluTanh : Gelu,
        ["HardSigmoid"] = static node => HardSigmoid(node.Single("alpha", 0.2f), node.Single("beta", 0.5f)),
        ["LeakyRelu"] = static node => LeakyRelu(node.Single("alpha", 0.01f)),
        ["Selu"] = static node => Selu(node.Single("alpha", 1.67326319217681884765625f), node.Single("gamma", 1.05070102214813232421875f)),
        ["Swish"] = static node => Swish(node.Single("alpha", 1)),
        ["ThresholdedRelu"] = static node => ThresholdedRelu(node.Single("alpha", 1)),
    };

    /// <summary>The function of a node with one operand; null where the operation is none of these.</summary>
    public static Func<double, double>? Unary(OnnxNode node) =>
        OfOne.TryGetValue(node.Operation, out Func<double, double>? function) ? function
            : WithSettings.TryGetValue(node.Operation, out Func<OnnxNode, Func<double, double>>? settings) ? settings(node)
            : null;

    /// <summary>The function of a node with two operands; null where the operation is none of these.</summary>
    public static Func<double, double, double>? Binary(OnnxNode node) => OfTwo.TryGetValue(node.Operation, out Func<double, double, double>? function) ? function : null;

    public static double Clip(double x, double low, double high) => Math.Min(high, Math.Max(low, x));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Gelu(double x) => x * StandardNormal.Cumulative(x);

    private static double GeluTanh(double x) => x / 2 * (1 + Math.Tanh(GeluTanhSlope * (x + (GeluTanhCubic * x * x * x))));

    private static Func<double, double> Elu(double alpha, double width) => x => x > 0 ? x : alpha * (Math.Exp(x / width) - 1);

    private static Func<double, double> HardSigmoid(double alpha, double beta) => x => Clip((alpha * x) + beta, 0, 1);

    private static Func<double, double> LeakyRelu(double alpha) => x => x < 0 ? alpha * x : x;

    private static Func<double, double> Selu(double alpha, double gamma) => x => gamma * (x > 0 ? x : alpha * (Math.Exp(x) - 1));

    private static Func<double, double> Swish(double alpha) => x => x * Sigmoid(alpha * x);

    private static Func<double, double> ThresholdedRelu(double alpha) => x => x > alpha ? x : 0;
}
