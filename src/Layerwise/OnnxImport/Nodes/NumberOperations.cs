using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Nodes that take each number of a sample by itself, with another value or a constant.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take.</param>
/// <param name="steps">Ends functions of single numbers.</param>
/// <param name="sums">Adds what goes around layers.</param>
internal sealed class NumberOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps, SumOperations sums)
{
    /// <summary>What a node makes of numbers; null where it takes no single numbers.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">A <see cref="Flow"/> or <see cref="Constant"/> each.</param>
    /// <param name="isOnlyReader">Whether the first flow among them is read by this node alone.</param>
    /// <exception cref="OnnxException">It makes of them what no layer does.</exception>
    public object? Compute(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (inputs.Any(static input => input is null)) return null;
        if (node.Operation == "Where" && inputs.Count == 3) return Choice(node, inputs);
        if (inputs.Count == 1) return inputs[0] is Flow flow && NumberFunctions.Unary(node) is { } unary ? flow.Then(node, unary) : null;
        if (node.Operation == "Pow" && inputs.Count == 2 && inputs[1] is Constant { IsFloat: false } power)
        {
            inputs = [inputs[0], Constant.Of(power.Shape, Array.ConvertAll(power.Integers, static exponent => (float)exponent))];
        }

        if (inputs.Count != 2 || NumberFunctions.Binary(node) is not { } binary) return null;
        return (inputs[0], inputs[1]) switch
        {
            (Flow first, Flow second) when node.Operation is "Add" or "Sum" && first.Place != second.Place => sums.Add(node, first, second),
            (Flow first, Flow second) => Together(node, first, second).With(node, second, binary) with
            {
                SquareOf = node.Operation == "Mul" && first.IsSame(second) ? first : null,
            },
            (Flow first, Constant { IsFloat: true } second) => WithConstant(node, first, second, isOnlyReader, constantIsFirst: false, binary),
            (Constant { IsFloat: true } first, Flow second) => WithConstant(node, second, first, isOnlyReader, constantIsFirst: true, binary),
            _ => null,
        };
    }

    /// <summary>A Clip.</summary>
    /// <exception cref="OnnxException">Its bounds are not constant.</exception>
    public static Flow Clip(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        // Attributes before opset 11.
        double low = Bound(1, node.Attribute("min"), double.NegativeInfinity);
        double high = Bound(2, node.Attribute("max"), double.PositiveInfinity);
        return flow.Then(node, x => NumberFunctions.Clip(x, low, high));

        double Bound(int input, OnnxAttribute? attribute, double none)
        {
            if (inputs.Count <= input || inputs[input] is null) return attribute?.Single ?? none;
            return inputs[input] is Constant { IsFloat: true, Count: 1 } bound ? bound.Floats[0] : throw node.Fault("its bounds are not constant numbers.");
        }
    }

    /// <summary>What a node makes of a part of a PReLU: with its other half, or a number; null where it makes something else.</summary>
    public object? OfNegativePart(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (NegativePart.Compute(node, inputs) is { } part) return part;
        (NegativePart? half, Flow? other, int sign) = (node.Operation, inputs[0], inputs.Count == 2 ? inputs[1] : null) switch
        {
            ("Add" or "Sum", Flow flow, NegativePart second) => (second, flow, 1),
            ("Add" or "Sum", NegativePart first, Flow flow) => (first, flow, 1),
            ("Sub", Flow flow, NegativePart second) => (second, flow, -1),
            _ => (null, null, 0),
        };
        if (half?.SlopesWith(other!, sign) is not { } slopes) return null;
        int place = other!.Before is { } before ? steps.Scale(other.Place, before) : other.Place;
        return Flow.Plain(node, builder.Add(place, ActivateStep.PRelu(node.Name, slopes)), half.Of.Shape ?? RowShape.Of(slopes.Length));
    }

    private object WithConstant(OnnxNode node, Flow flow, Constant constant, bool isOnlyReader, bool constantIsFirst, Func<double, double, double> binary)
    {
        float[] values = constant.Floats;
        if (values.Length == 0) throw node.Fault("its constant is empty.");
        budget.Take(values.Length, sizeof(float));
        if (values.All(value => value == values[0]) && (values.Length == 1 || flow.Shape?.Takes(constant) == true))
        {
            double number = values[0];
            return AffineOf(node, number, constantIsFirst) is { } affine
                ? flow.Scaled(node, new Affine(affine.Factor, affine.Addend), isOnlyReader)
                : flow.Then(node, constantIsFirst ? x => binary(number, x) : x => binary(x, number)) with
                {
                    SquareOf = node.Operation == "Pow" && number == 2 && !constantIsFirst ? flow : null,
                };
        }

        if (node.Operation == "PRelu" && !constantIsFirst) return PReluPerUnit(node, steps.Settle(flow), constant);
        if (AffineOf(node, 1, constantIsFirst) is null) throw node.Fault($"its constant has {values.Length} different numbers; expected one, for all units.");
        if (node.Operation == "Mul" && NegativePart.Is(flow) && steps.Numbers(flow, flow.Shape, constant) is { } factors)
        {
            budget.Take(factors.Length, sizeof(double));
            return new NegativePart(node, flow, Array.ConvertAll(factors, static value => (double)value));
        }

        return steps.PerUnit(node, steps.Settle(flow), constant, value => AffineOf(node, value, constantIsFirst)!.Value);
    }

    private Flow PReluPerUnit(OnnxNode node, Flow flow, Constant slopes)
    {
        float[]? numbers = steps.Numbers(flow, flow.Shape, slopes);
        bool fits = numbers is not null && Array.TrueForAll(numbers, static slope => !float.IsNaN(slope) && !float.IsInfinity(slope));
        if (!fits)
        {
            throw node.Fault(
                $"its slopes of shape {TensorShape.Text(slopes.Shape)} do not fit samples of shape {flow.Shape}; expected one finite number for each of a sample, or for all.");
        }

        return Flow.Plain(node, builder.Add(flow.Place, ActivateStep.PRelu(node.Name, numbers!)), flow.Shape ?? RowShape.Of(slopes.Count));
    }

    private static (double Factor, double Addend)? AffineOf(OnnxNode node, double constant, bool constantIsFirst) => node.Operation switch
    {
        "Add" or "Sum" => (1, constant),
        "Sub" => constantIsFirst ? (-1, constant) : (1, -constant),
        "Mul" => (constant, 0),
        "Div" when !constantIsFirst => (1 / constant, 0),
        _ => null,
    };

    private static Flow Choice(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        Flow first = inputs.OfType<Flow>().First();
        double[][] values = [.. inputs.Select(input => input switch
        {
            Flow flow => Together(node, first, flow) is not null ? flow.Values : [],
            Constant { IsFloat: true, Count: 1 } constant => Array.ConvertAll(SampledCurve.Places, _ => (double)constant.Floats[0]),
            _ => throw node.Fault("one of its constants is not a number."),
        })];
        return new Flow(node, first.Place, first.Shape, [.. values[0].Select((isTrue, i) => isTrue != 0 ? values[1][i] : values[2][i])]);
    }

    private static Flow Together(OnnxNode node, Flow first, Flow second)
    {
        bool areTogether = first.Place == second.Place && (first.Shape is null || second.Shape is null || first.Shape.IsLike(second.Shape));
        return areTogether ? first : throw node.Fault($"it joins two branches otherwise than by adding what goes around layers: gates are not read. {Operations.Supported}");
    }
}
