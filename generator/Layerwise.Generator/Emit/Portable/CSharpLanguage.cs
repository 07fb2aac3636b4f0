using Layerwise.Generator.Model;
using Layerwise.Generator.Weights;
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
    public override string Widening(WeightFormat format) => "";

    /// <inheritdoc/>
    public override void WriteWidening(CodeWriter writer, WeightFormat format)
    {
        // Without pointers only a place that both types share says which float some bits are. The exponent of a half is 112 less than that of a float with the same bits.
        string[] lines = format switch
        {
            WeightFormat.Half => ["number.Bits = (bits[i] & 0x7FFF) << 13;", "values[i] = (bits[i] > 0x7FFF ? -5.192297E+33f : 5.192297E+33f) * number.Value;"],
            WeightFormat.BFloat16 => ["number.Bits = unchecked((short)bits[i] << 16);", "values[i] = number.Value;"],
            _ => [],
        };
        if (lines.Length == 0) return;
        const string Interop = "Sys::Runtime.InteropServices.";
        writer.Line($$"""
            [{{Interop}}StructLayout({{Interop}}LayoutKind.Explicit)]
            private struct Number
            {
                [{{Interop}}FieldOffset(0)]
                public int Bits;

                [{{Interop}}FieldOffset(0)]
                public float Value;
            }

            private static float[] Widened(ushort[] bits)
            {
                float[] values = new float[bits.Length];
                Number number = default(Number);
                for (int i = 0; i < bits.Length; i++)
                {
                    {{lines[0]}}
                    {{lines[1]}}
                }

                return values;
            }
            """);
        writer.Line();
    }

    /// <inheritdoc/>
    public override void WriteRounded(CodeWriter writer, string name, RoundedTensor tensor)
    {
        if (tensor.Format == WeightFormat.Int8) WriteConstants(writer, Declaration("sbyte", Name(name), tensor.Length), Integers(tensor));
        else WriteConstants(writer, $"{Declaration("float", Name(name), tensor.Length)} Widened(new ushort[]", Integers(tensor), end: "});");
    }

    /// <inheritdoc/>
    protected override string Declaration(string type, string name, int count) => $"private static readonly {type}[] {name} =";
}
