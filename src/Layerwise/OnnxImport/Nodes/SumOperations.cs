using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Sums of what goes around layers and what they make: residual connections.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that the file does not have.</param>
/// <param name="steps">Ends what is added.</param>
internal sealed class SumOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps)
{
    /// <summary>The sum of two values. What goes around must have been there before what it is added to.</summary>
    /// <exception cref="OnnxException">Neither goes around the other, as it is or through one product.</exception>
    public Flow Add(OnnxNode node, Flow first, Flow second)
    {
        Flow one = steps.Settle(first);
        Flow other = steps.Settle(second);
        (Flow earlier, Flow later) = builder.IsOnTheWay(one.Place, other.Place) ? (one, other) : (other, one);
        if (!builder.IsOnTheWay(earlier.Place, later.Place)) return SumWithProduct(node, one, other);

        bool fit = earlier.Place != later.Place && (earlier.Shape is null || later.Shape is null || earlier.Shape.IsLike(later.Shape));
        RowShape? shape = later.Shape ?? earlier.Shape;
        return fit ? Flow.Plain(node, builder.Add(later.Place, new SumStep(earlier.Place)), shape) : throw node.Fault($"it adds values of the shapes {earlier.Shape} and {later.Shape}; expected the same.");
    }

    // What goes around is multiplied by weights; what is added to that, beside them, is added to what it is added to.
    private Flow SumWithProduct(OnnxNode node, Flow one, Flow other)
    {
        int source = builder.Parting(one.Place, other.Place);
        ChainLayer? first = builder.ProductBetween(source, one.Place);
        ChainLayer? second = builder.ProductBetween(source, other.Place);

        if (first is not null && !IsPointwise(first)) first = null;
        if (second is not null && !IsPointwise(second)) second = null;

        // Where each could be that product, it is the one without biases.
        bool isSecond = second is not null && (first is null || (first.NeedsBiases && !second.NeedsBiases));
        if ((isSecond ? second : first) is not { } projection)
        {
            throw node.Fault(
                $"it adds two branches of which neither goes around the other, as it is or through one product, and only residual connections are read. {Operations.Supported}");
        }

        (Flow around, Flow through) = isSecond ? (other, one) : (one, other);
        bool fit = around.Shape is null || through.Shape is null || around.Shape.IsLike(through.Shape);
        if (!fit) throw node.Fault($"it adds values of the shapes {around.Shape} and {through.Shape}; expected the same.");
        bool isActivated = builder.StepTo(through.Place) is ActivateStep;
        int place = isActivated ? through.Place : Shift(through.Place);
        place = builder.Add(place, new SumStep(source) { Projection = projection });
        return Flow.Plain(node, isActivated ? Shift(place) : place, through.Shape ?? around.Shape);

        int Shift(int place)
        {
            if (!projection.NeedsBiases) return place;
            budget.Take(projection.FanOut, sizeof(float) + sizeof(double));
            float[] addends = new float[projection.FanOut];
            projection.CopyBiases(addends);
            return builder.Add(place, new ScaleStep(new UnitScales([1], Array.ConvertAll(addends, static addend => (double)addend))));
        }
    }

    // A window of one position, or a product of all that there is.
    private static bool IsPointwise(ChainLayer layer) =>
        layer.Window is not { } window || (window.Groups == 1 && window.Axes.All(static axis => axis is { Kernel: 1, Before: 0, After: 0 }));
}
