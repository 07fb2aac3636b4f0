using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>What exporters compute on the way to a normalization of rows where they have no node for it: (x − mean)/√(mean of (x − mean)² + ε), or x/√(mean of x² + ε).</summary>
/// <param name="Of">x.</param>
/// <param name="Part">How far it has come.</param>
/// <param name="IsCentred">Whether the mean is subtracted.</param>
/// <param name="Axes">The dimensions that means are taken over: all of a sample.</param>
/// <param name="Epsilon">ε, as far as it was added.</param>
internal sealed record RowPart(Flow Of, RowPartKind Part, bool IsCentred, IReadOnlyList<long> Axes, double Epsilon = 0)
{
    /// <summary>The mean of each sample, or of squares.</summary>
    public static RowPart Mean(Flow flow, IReadOnlyList<long> axes) =>
        flow.SquareOf is { } x ? new(x, RowPartKind.Power, IsCentred: false, axes) : new(flow, RowPartKind.Mean, IsCentred: true, axes);

    /// <summary>What a node makes of such parts; null where that leads to no normalization.</summary>
    public static RowPart? Compute(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        object? first = inputs[0];
        object? second = inputs.Count > 1 ? inputs[1] : null;
        return (node.Operation, first, second) switch
        {
            ("Identity" or "Cast", RowPart part, null) => part,
            ("Sub", Flow x, RowPart { Part: RowPartKind.Mean } mean) when x.IsSame(mean.Of) => mean with { Part = RowPartKind.Centred },
            ("Pow", RowPart { Part: RowPartKind.Centred } centred, Constant { IsFloat: true, Count: 1 } two) when two.Floats[0] == 2 => centred with { Part = RowPartKind.Squares },
            ("Pow", RowPart { Part: RowPartKind.Centred } centred, Constant { IsFloat: false, Count: 1 } two) when two.Integers[0] == 2 => centred with { Part = RowPartKind.Squares },
            ("Mul", RowPart { Part: RowPartKind.Centred } one, RowPart { Part: RowPartKind.Centred } other) when one.Of.IsSame(other.Of) => one with { Part = RowPartKind.Squares },
            ("ReduceMean", RowPart { Part: RowPartKind.Squares } squares, _) when squares.HasAxesOf(node, second) => squares with { Part = RowPartKind.Power },
            ("Add", RowPart { Part: RowPartKind.Power } power, Constant { IsFloat: true, Count: 1 } epsilon) => power with { Epsilon = power.Epsilon + epsilon.Floats[0] },
            ("Add", Constant { IsFloat: true, Count: 1 } epsilon, RowPart { Part: RowPartKind.Power } power) => power with { Epsilon = power.Epsilon + epsilon.Floats[0] },
            ("Sqrt", RowPart { Part: RowPartKind.Power } power, null) => power with { Part = RowPartKind.Root },
            ("Pow", RowPart { Part: RowPartKind.Power } power, Constant { IsFloat: true, Count: 1 } half) when half.Floats[0] == 0.5f => power with { Part = RowPartKind.Root },
            ("Pow", RowPart { Part: RowPartKind.Power } power, Constant { IsFloat: true, Count: 1 } half) when half.Floats[0] == -0.5f => power with { Part = RowPartKind.Inverse },
            ("Reciprocal", RowPart { Part: RowPartKind.Root } root, null) => root with { Part = RowPartKind.Inverse },
            ("Div", Constant { IsFloat: true, Count: 1 } one, RowPart { Part: RowPartKind.Root } root) when one.Floats[0] == 1 => root with { Part = RowPartKind.Inverse },
            ("Div", { } x, RowPart { Part: RowPartKind.Root } root) => root.IfNormalizes(x),
            ("Mul", { } x, RowPart { Part: RowPartKind.Inverse } inverse) => inverse.IfNormalizes(x),
            ("Mul", RowPart { Part: RowPartKind.Inverse } inverse, { } x) => inverse.IfNormalizes(x),
            _ => null,
        };
    }

    private bool HasAxesOf(OnnxNode node, object? axes) =>
        node.Integer("keepdims", 1) != 0 && ConstantOperations.Axes(node, axes as Constant) is { } found && found.SequenceEqual(Axes);

    private RowPart? IfNormalizes(object x)
    {
        bool isOfThese = IsCentred ? x is RowPart { Part: RowPartKind.Centred } centred && centred.Of.IsSame(Of) : x is Flow flow && flow.IsSame(Of);
        return isOfThese ? this with { Part = RowPartKind.Normalized } : null;
    }
}
