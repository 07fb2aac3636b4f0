using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>The tiles of a layer's matrix products, chosen from its sizes alone.</summary>
/// <param name="Operation">The product.</param>
/// <param name="Sample">y = x·W for one sample.</param>
/// <param name="Batch">Y = X·W for several samples.</param>
/// <param name="WeightGradients">dW = Xᵀ·dZ; its rows are inputs of the layer.</param>
/// <param name="InputGradients">dX = dZ·Wᵀ for several samples.</param>
internal sealed record MatMulPlan(
    MatMul Operation,
    Tile Sample,
    Tile Batch,
    Tile WeightGradients,
    Tile InputGradients)
{
    public static MatMulPlan Of(MatMul product)
    {
        LayerSpec layer = product.Layer;
        return new MatMulPlan(
            product,
            ForSample(layer.FanIn, layer.FanOut),
            ForBatch(CodeBudget.BatchAccumulators, layer.FanIn, layer.FanOut),
            ForBatch(layer.FanIn, int.MaxValue, layer.FanOut),
            ForBatch(CodeBudget.BatchAccumulators, layer.FanOut, layer.FanIn));
    }

    public LayerSpec Layer => Operation.Layer;

    /// <summary>Whether one sample reads the weights row by row, because no cache holds them and a row is longer than a tile.</summary>
    public bool StreamsRows => Layer.WeightCount > CodeBudget.PackedWeights && Layer.FanOut > CodeBudget.SampleAccumulators * CodeBudget.WidestLanes;

    /// <summary>Whether a batch copies the weights under its tiles together, panel by panel.</summary>
    public bool PacksPanels => Layer.WeightCount > CodeBudget.PackedWeights && Layer.FanOut > Batch.Vectors * CodeBudget.WidestLanes;

    /// <summary>
    /// Whether the input gradients of a batch come from panels of transposed weights. Few inputs are not worth a register's width, and the
    /// weights of one output are their own transpose.
    /// </summary>
    public bool TransposesPanels => Layer.FanIn > CodeBudget.DotProductRows && Layer.FanOut > 1;

    /// <summary>dx = δ·w of one sample, where the layer has one output.</summary>
    public Tile InputGradientsOfOneDelta => ForSample(1, Layer.FanIn);

    /// <summary>Floats of the panel that inference of a batch needs; 0 for none.</summary>
    public long ForwardPanel => PacksPanels ? Panel(Layer.FanIn, Batch) : 0;

    /// <summary>Floats of the largest panel of weights that training needs; 0 for none.</summary>
    public long TrainingPanel => Math.Max(ForwardPanel, TransposesPanels ? Panel(Layer.FanOut, InputGradients) : 0);

    /// <summary>Whether the activation is applied while the results of a tile are in registers.</summary>
    public bool IsFused(Tile tile) =>
        Operation.Finish.Traits is var traits && (traits.IsCheap || tile.Results <= (traits.IsRowwise ? 1 : CodeBudget.InlinedActivations));

    private static Tile ForSample(int terms, int columns)
    {
        // As few passes over the inputs as possible, all equally wide: the last pass does not repeat columns of the one before.
        int passes = ((VectorsIn(columns) - 1) / CodeBudget.SampleAccumulators) + 1;
        int vectors = ((VectorsIn(columns) - 1) / passes) + 1;
        int split = Math.Min(CodeBudget.SampleAccumulators / vectors, terms);
        return new Tile(1, vectors, split, terms * vectors <= CodeBudget.UnrolledMultiplyAdds);
    }

    private static Tile ForBatch(int mostRows, int terms, int columns)
    {
        int vectors = Math.Min(VectorsIn(columns), CodeBudget.BatchVectors);
        int rows = Math.Min(CodeBudget.BatchAccumulators / vectors, mostRows);
        return new Tile(rows, vectors, 1, (long)terms * rows * vectors <= CodeBudget.UnrolledMultiplyAdds);
    }

    private static long Panel(int rows, Tile tile) => (long)rows * tile.Vectors * CodeBudget.WidestLanes;

    private static int VectorsIn(int columns) => (columns + CodeBudget.WidestLanes - 1) / CodeBudget.WidestLanes;
}
