using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Writes down as steps what values have come to: functions of single numbers, once they end, and what constants do to each number.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that are applied to each number of a sample.</param>
internal sealed class FlowSteps(ChainBuilder builder, MemoryBudget budget)
{
    // Where a function of what stands at a place leads to, once one of its readers has ended it: all of its readers read that.
    private readonly Dictionary<double[], int> _settled = [];

    /// <summary>Ends the function of single numbers: what it is becomes a step, and the result begins anew.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(Flow flow)
    {
        if (flow.IsPlain) return flow;
        if (!_settled.TryGetValue(flow.Values, out int place)) _settled[flow.Values] = place = Steps(flow);
        return Flow.Plain(flow.Node, place, flow.Shape);
    }

    /// <summary>The same of a flow that nothing was added to.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(NegativePart part) => Settle(Whole(part));

    /// <summary>φ of each number.</summary>
    public int Activate(int place, OnnxNode node, Activation activation, float slope) => builder.Add(place, new ActivateStep(node.Name, activation, slope));

    /// <summary>s·x + t of each number.</summary>
    public int Scale(int place, Affine affine) => builder.Add(place, new ScaleStep(new UnitScales([affine.Factor], [affine.Addend])));

    /// <summary>The same with s and t from the numbers of a constant, one for each number of a sample, or for all.</summary>
    /// <exception cref="OnnxException">It has others.</exception>
    public Flow PerUnit(OnnxNode node, Flow flow, Constant constant, Func<double, (double Factor, double Addend)> affine)
    {
        RowShape shape = flow.Shape ?? RowShape.Of(constant.Count);
        float[]? numbers = constant.IsFloat && constant.Count == 1 ? constant.Floats : Numbers(flow, shape, constant);
        if (numbers is null) throw node.Fault($"its constant of shape {TensorShape.Text(constant.Shape)} does not fit samples of shape {shape}; expected one number for each of a sample, or for all.");
        budget.Take(numbers.Length, 2 * sizeof(double));
        (double Factor, double Addend)[] affines = Array.ConvertAll(numbers, value => affine(value));
        var scales = new UnitScales([.. affines.Select(static a => a.Factor)], [.. affines.Select(static a => a.Addend)]);
        return Flow.Plain(node, builder.Add(flow.Place, new ScaleStep(scales)), shape);
    }

    /// <summary>The numbers of a constant in the order of those of a sample; one for each channel where every position meets the same; null where it does not fit.</summary>
    public float[]? Numbers(Flow flow, RowShape? shape, Constant constant)
    {
        RowShape known = shape ?? ShapeOfRows(flow) ?? RowShape.Of(constant.Count);
        return known.Numbers(constant, builder.ChannelsAt(flow.Place) ?? known.Width, budget);
    }

    /// <summary>The dimensions of a value; null where nothing has said them yet.</summary>
    public RowShape? ShapeOfRows(Flow flow) => flow.Shape ?? (builder.WidthAt(flow.Place) is { } width ? RowShape.Of(width) : null);

    /// <summary>A part of a PReLU to which no other half came: an activation that is scaled.</summary>
    public Flow Whole(NegativePart part)
    {
        RowShape shape = part.Of.Shape ?? RowShape.Of(part.Factors.Length);
        return Flow.Plain(part.Node, builder.Add(Settle(part.Of).Place, new ScaleStep(new UnitScales(part.Factors, [0]))), shape);
    }

    private int Steps(Flow flow)
    {
        OnnxNode writer = flow.Node!;
        if (flow.IsOnlyBefore) return Scale(flow.Place, flow.Before!);
        if (flow.Cuts.LastOrDefault(static cut => SampledCurve.IsActivation(cut.Behind)) is { } cut) return Steps(writer, flow, cut);
        if (SampledCurve.AsAffine(flow.Values) is { } affine) return Scale(flow.Place, affine);
        if (Step(writer, flow.Values) is { } activation) return builder.Add(flow.Place, activation);
        if (flow.ValuesAfter is { } after && Step(writer, after) is { } behind) return builder.Add(Scale(flow.Place, flow.Before!), behind);
        return flow.BeforeLast is { } earlier
            ? Scale(Settle(earlier).Place, flow.Last!)
            : throw writer.Fault($"what it ends is none of this library's activations, as a curve. {Operations.Supported}");
    }

    // What both are together comes from where the first one begins.
    private int Steps(OnnxNode writer, Flow flow, FlowCut cut)
    {
        double[]? both = SampledCurve.IsActivation(cut.First.Values) ? flow.Values : flow.ValuesAfter;
        return builder.Add(Settle(cut.First).Place, Step(writer, cut.Behind)! with { Together = both is null ? null : Step(writer, both) });
    }

    private static ActivateStep? Step(OnnxNode writer, double[] values) =>
        SampledCurve.AsActivation(values) is { } found ? new ActivateStep(writer.Name, found.Activation, found.Slope) : null;
}
