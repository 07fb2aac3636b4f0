using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>C# 9 with what .NET Standard 2.0 has: arrays for spans, and mathematics in double precision.</summary>
internal sealed class CSharpLanguage : Language
{
    /// <summary>What aliases stand before: behind it nothing of the user's can have another meaning.</summary>
    public const string Math = "Sys::Math.";

    /// <inheritdoc/>
    public override Place Inputs { get; } = new("inputs", "inputStart");

    /// <inheritdoc/>
    public override Place Outputs { get; } = new("outputs", "outputStart");

    /// <summary>The name of the file, without folder and extension.</summary>
    public static string FileName(TypeSpec type) => NameOf(type);

    /// <inheritdoc/>
    public override string Name(string name) => name;

    /// <inheritdoc/>
    public override string Number(float value) => float.IsNaN(value) || float.IsInfinity(value) || value == 0 ? Literal.Of(value) : Digits(value) + "f";

    /// <inheritdoc/>
    public override string Call(MathFunction function, string argument) => function switch
    {
        MathFunction.Exp => $"(float){Math}Exp({argument})",
        MathFunction.ExpMinusOne => $"(float)({Math}Exp({argument}) - 1)",
        MathFunction.Log => $"(float){Math}Log({argument})",
        MathFunction.LogOnePlus => $"(float){Math}Log(1.0 + {argument})",
        MathFunction.Tanh => $"(float){Math}Tanh({argument})",
        MathFunction.Sqrt => $"(float){Math}Sqrt({argument})",
        MathFunction.Abs => $"{Math}Abs({argument})",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Expected a member of MathFunction."),
    };

    /// <inheritdoc/>
    public override string PrivateFunction(string returns, string name, string parameters) => $"private static {returns} {name}({parameters})";

    /// <inheritdoc/>
    public override string Parameter(Place place, bool isWritten) => $"float[] {place.Array}{(place.Base.Length > 0 ? $", int {place.Base}" : "")}";

    /// <inheritdoc/>
    public override string Argument(Place place) => place.Array + (place.Base.Length > 0 ? $", {place.Base}" : "");

    /// <inheritdoc/>
    public override IEnumerable<string> Gelu =>
    [
        "// The tail of the normal distribution is e^(-t^2/2) times a rational function of t: there is no error function in .NET.",
        $"double t = {Math}Abs((double)z);",
        "double p = 0.5 + t * (0.43928418 + t * (0.18396969 + t * (0.040881317 + t * 0.004153258)));",
        "double q = 1 + t * (1.6764534 + t * (1.2055506 + t * (0.47141016 + t * (0.102480374 + t * 0.010410563))));",
        $"double tail = {Math}Exp(-0.5 * t * t) * p / q;",
        "return (float)(z * (z > 0 ? 1 - tail : tail));",
    ];

    /// <inheritdoc/>
    protected override string Declaration(string type, string name, int count) => $"private static readonly {type}[] {name} =";
}
