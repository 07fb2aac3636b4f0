using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>
/// An activation of one number as a function of an emitted file. The comparisons are such that NaN stays NaN.
/// </summary>
/// <param name="Name">Its name, each word with a capital letter.</param>
/// <param name="HasSlope">Whether its second parameter is a slope.</param>
/// <param name="Body">Its statements.</param>
internal sealed record PortablePhi(string Name, bool HasSlope, Func<Language, IEnumerable<string>> Body)
{
    private static readonly PortablePhi LeakyRelu = Of("LeakyRelu", static _ => "z > 0 ? z : slope * z", hasSlope: true);

    // Every activation of one number that is not linear.
    private static readonly Dictionary<Activation, PortablePhi> Rows = new()
    {
        [Activation.Relu] = Of("Relu", static _ => "z < 0 ? 0 : z"),
        [Activation.LeakyRelu] = LeakyRelu,
        [Activation.PRelu] = LeakyRelu,
        [Activation.Sigmoid] = Of("Sigmoid", static language => $"1 / (1 + {Exp(language, "-z")})"),
        [Activation.Tanh] = Of("Tanh", static language => language.Call(MathFunction.Tanh, "z")) with { Library = MathFunction.Tanh },
        [Activation.Elu] = Of("Elu", static language => $"z > 0 ? z : slope * {language.Call(MathFunction.ExpMinusOne, "z")}", hasSlope: true),
        [Activation.Selu] = Of("Selu", static language => $"z > 0 ? 1.050701f * z : 1.7580993f * {language.Call(MathFunction.ExpMinusOne, "z")}"),
        [Activation.Gelu] = new("Gelu", HasSlope: false, static language => language.Gelu),
        [Activation.GeluTanh] = Of("GeluTanh", static language => $"z / (1 + {Exp(language, "-1.5957692f * (z + 0.044715f * z * z * z)")})"),
        [Activation.Silu] = Of("Silu", static language => $"z / (1 + {Exp(language, "-z")})"),
        [Activation.Mish] = new("Mish", HasSlope: false, static language =>
        [
            "// tanh(ln(1 + e)) without the loss of e beside 1; from 20 on it is 1.",
            $"float e = {Exp(language, "z")};",
            "float n = e * (e + 2);",
            "return z > 20 ? z : z * (n / (n + 2));",
        ]),
        [Activation.Softplus] = Of(
            "Softplus", static language => $"(z > 0 ? z : 0) + {language.Call(MathFunction.LogOnePlus, Exp(language, $"-{language.Call(MathFunction.Abs, "z")}"))}"),
        [Activation.Softsign] = Of("Softsign", static language => $"z / (1 + {language.Call(MathFunction.Abs, "z")})"),
        [Activation.HardSigmoid] = Of("HardSigmoid", static _ => "(z < -3 ? 0 : z > 3 ? 6 : z + 3) / 6"),
        [Activation.HardSwish] = Of("HardSwish", static _ => "z * (z < -3 ? 0 : z > 3 ? 6 : z + 3) / 6"),
        [Activation.HardTanh] = Of("HardTanh", static _ => "z < -1 ? -1 : z > 1 ? 1 : z"),
        [Activation.Relu6] = Of("Relu6", static _ => "z < 0 ? 0 : z > 6 ? 6 : z"),
    };

    /// <summary>tanh as the gates of recurrent layers compute it: close to what the network was trained with, and vectorized by compilers that know no vectors of tanh.</summary>
    public static PortablePhi CandidateTanh { get; } = new("CandidateTanh", HasSlope: false, static language =>
    [
        $"float x = z < {language.Number(-GateCurve.Reach)} ? {language.Number(-GateCurve.Reach)} : z > {language.Number(GateCurve.Reach)} ? {language.Number(GateCurve.Reach)} : z;",
        "float y = x * x;",
        $"float p = {Polynomial(language, GateCurve.P0, GateCurve.P1, GateCurve.P2, GateCurve.P3, GateCurve.P4)};",
        $"float q = {Polynomial(language, 1, GateCurve.Q1, GateCurve.Q2, GateCurve.Q3, GateCurve.Q4)};",
        "return x * p / q;",
    ]);

    /// <summary>The logistic function of gates, by the other one, which stands before it.</summary>
    public static PortablePhi GateSigmoid { get; } = Of("GateSigmoid", static language => $"{language.Number(0.5f)} + {language.Number(0.5f)} * {CandidateTanh.Call(language, $"{language.Number(0.5f)} * z", "")}");

    /// <summary>The function of the language's library that it is; null for one that the file has itself.</summary>
    public MathFunction? Library { get; init; }

    /// <summary>The function of an activation of one number that is not linear.</summary>
    public static PortablePhi Of(Activation activation) => Rows[activation];

    /// <summary>φ of an expression.</summary>
    /// <param name="language">The language.</param>
    /// <param name="z">The expression.</param>
    /// <param name="slope">Its slope, where it has one.</param>
    public string Call(Language language, string z, string slope) =>
        Library is { } function ? language.Call(function, z) : $"{language.Name(Name)}({z}{(HasSlope ? ", " + slope : "")})";

    /// <summary>Writes the function.</summary>
    public void Write(CodeWriter writer, Language language)
    {
        using (writer.Block(language.PrivateFunction("float", Name, HasSlope ? "float z, float slope" : "float z")))
        {
            foreach (string line in Body(language)) writer.Line(line);
        }
    }

    private static PortablePhi Of(string name, Func<Language, string> value, bool hasSlope = false) => new(name, hasSlope, language => [$"return {value(language)};"]);

    private static string Polynomial(Language language, float c0, float c1, float c2, float c3, float c4) =>
        $"{language.Number(c0)} + y * ({language.Number(c1)} + y * ({language.Number(c2)} + y * ({language.Number(c3)} + y * {language.Number(c4)})))";

    private static string Exp(Language language, string argument) => language.Call(MathFunction.Exp, argument);
}
