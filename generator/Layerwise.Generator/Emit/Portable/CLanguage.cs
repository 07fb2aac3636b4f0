using Layerwise.Generator.Model;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>C99.</summary>
/// <param name="hasState">Whether what passes between the layers lies in a state that the caller keeps, as with recurrent layers, or else in a static buffer.</param>
internal sealed class CLanguage(bool hasState) : Language
{
    /// <inheritdoc/>
    public override Place Inputs { get; } = new("inputs");

    /// <inheritdoc/>
    public override Place Outputs { get; } = new("outputs");

    /// <inheritdoc/>
    public override string Name(string name) => SnakeCase.Of(name);

    /// <inheritdoc/>
    public override string Number(float value)
    {
        if (float.IsNaN(value)) return "NAN";
        if (float.IsInfinity(value)) return value > 0 ? "INFINITY" : "-INFINITY";
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0f" : "0.0f";

        // Without a point or an exponent it would be an integer.
        string digits = Digits(value);
        return digits + (digits.IndexOfAny(['.', 'E']) < 0 ? ".0f" : "f");
    }

    /// <inheritdoc/>
    public override string Call(MathFunction function, string argument) => $"{NameOf(function)}({argument})";

    /// <inheritdoc/>
    public override string PrivateFunction(string returns, string name, string parameters) =>
        $"static {returns} {Name(name)}({(parameters.Length > 0 ? parameters : "void")})";

    /// <inheritdoc/>
    public override string Parameter(Place place, bool isWritten) =>
        IsStatic(place) ? "" : $"{(isWritten ? "" : "const ")}float *restrict {place.Array}";

    /// <inheritdoc/>
    public override string Argument(Place place) => IsStatic(place) ? "" : place.Array;

    /// <inheritdoc/>
    public override IEnumerable<string> Gelu => [$"return 0.5f * z * erfcf({Number(-0.70710678f)} * z);"];

    /// <inheritdoc/>
    public override string Widening(WeightFormat format) => format switch
    {
        WeightFormat.Half => "from_half",
        WeightFormat.BFloat16 => "from_bfloat16",
        _ => "",
    };

    /// <inheritdoc/>
    public override void WriteWidening(CodeWriter writer, WeightFormat format)
    {
        // The exponent of a half is 112 less than that of a float with the same bits.
        string[] lines = format switch
        {
            WeightFormat.Half => ["number.bits = (uint32_t)(bits & 0x7fff) << 13;", "return (bits & 0x8000 ? -0x1p112f : 0x1p112f) * number.value;"],
            WeightFormat.BFloat16 => ["number.bits = (uint32_t)bits << 16;", "return number.value;"],
            _ => [],
        };
        if (lines.Length == 0) return;
        writer.Line("#include <stdint.h>");
        writer.Line();
        using (writer.Block($"static float {Widening(format)}(uint16_t bits)"))
        {
            writer.Line("union { uint32_t bits; float value; } number;");
            foreach (string line in lines) writer.Line(line);
        }

        writer.Line();
    }

    /// <inheritdoc/>
    public override void WriteRounded(CodeWriter writer, string name, RoundedTensor tensor) =>
        WriteConstants(writer, Declaration(tensor.Format == WeightFormat.Int8 ? "signed char" : "uint16_t", Name(name), tensor.Length), Integers(tensor));

    /// <inheritdoc/>
    protected override string Declaration(string type, string name, int count) => $"static const {type} {name}[{Literal.Of(count)}] =";

    private bool IsStatic(Place place) => place == Hidden && !hasState;

    private static string NameOf(MathFunction function) => function switch
    {
        MathFunction.Exp => "expf",
        MathFunction.ExpMinusOne => "expm1f",
        MathFunction.Log => "logf",
        MathFunction.LogOnePlus => "log1pf",
        MathFunction.Tanh => "tanhf",
        MathFunction.Sqrt => "sqrtf",
        MathFunction.Abs => "fabsf",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Expected a member of MathFunction."),
    };
}
