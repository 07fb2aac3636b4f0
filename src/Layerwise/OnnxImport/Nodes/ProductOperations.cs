using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Products of samples and constant weights.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that the file does not have.</param>
/// <param name="steps">Ends what is multiplied.</param>
/// <param name="windows">Products at each position.</param>
internal sealed class ProductOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps, WindowOperations windows)
{
    /// <summary>A Gemm: a product, and its biases where it has any.</summary>
    /// <exception cref="OnnxException">It is none of samples and constant weights.</exception>
    public Flow Gemm(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        if (node.Integer("transA", 0) != 0) throw node.Fault("it transposes its inputs (transA), and so mixes samples.");
        bool isTransposed = node.Integer("transB", 0) != 0;
        Flow product = Multiply(node, flow, inputs.Count > 1 ? inputs[1] as Constant : null, isTransposed);
        double alpha = node.Single("alpha", 1);
        if (alpha != 1) product = product with { Place = steps.Scale(product.Place, new Affine(alpha, 0)) };
        if (inputs.Count < 3 || inputs[2] is null) return product;
        if (inputs[2] is not Constant biases) throw node.Fault("its third input is computed from the samples; expected constant biases.");
        double beta = node.Single("beta", 1);
        return steps.PerUnit(node, product, biases, bias => (1, beta * bias));
    }

    /// <summary>A MatMul.</summary>
    /// <exception cref="OnnxException">It is none of samples and constant weights.</exception>
    public Flow MatMul(OnnxNode node, Flow flow, Constant? weights)
    {
        if (weights is null || weights.Shape.Length != 1) return Multiply(node, flow, weights, isTransposed: false);
        Flow product = Multiply(node, flow, weights.WithShape([weights.Shape[0], 1]), isTransposed: false);
        return product with { Shape = product.Shape!.WithoutLast() };
    }

    private Flow Multiply(OnnxNode node, Flow flow, Constant? weights, bool isTransposed)
    {
        if (weights is null) throw node.Fault("its second input is computed from the samples; expected constant weights.");
        if (!weights.IsFloat || weights.Shape.Length != 2 || weights.Count == 0)
        {
            throw node.Fault($"its weights have the shape {TensorShape.Text(weights.Shape)}; expected floats [inputs, outputs], or [outputs, inputs] where Gemm transposes them.");
        }

        int fanIn = (int)weights.Shape[isTransposed ? 1 : 0];
        int fanOut = (int)weights.Shape[isTransposed ? 0 : 1];
        RowShape shape = flow.Shape ?? RowShape.Of(fanIn);
        if (shape.Width != fanIn && builder.ChannelsAt(flow.Place) == fanIn && shape.IsChannels(-1, fanIn)) return windows.MultiplyChannels(node, flow, weights, isTransposed);
        if (shape.Width != fanIn || !shape.IsAllIn(-1)) throw node.Fault($"its weights take {fanIn} numbers, but its inputs have the shape {shape}.");
        var product = new ProductStep(node.Name, fanIn, fanOut, weights.Floats, isTransposed) { Rows = RowsOf(shape) };
        return Flow.Plain(node, builder.Add(steps.Settle(flow).Place, product), shape.WithLast(fanOut));
    }

    // Which row of the weights each number of a sample meets that the file counts in another order: channels before positions.
    private int[]? RowsOf(RowShape shape)
    {
        if (shape.IsInOrder) return null;
        budget.Take(shape.Width, 2 * sizeof(int));
        int[] rows = new int[shape.Width];
        int[] places = shape.Places();
        for (int i = 0; i < places.Length; i++) rows[places[i]] = i;
        return rows;
    }
}
