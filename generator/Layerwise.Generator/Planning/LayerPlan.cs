using Layerwise.Generator.Model;

namespace Layerwise.Generator.Planning;

/// <summary>The tiles of a layer's matrix products, chosen from its sizes alone.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sample">y = x·W for one sample.</param>
/// <param name="Batch">Y = X·W for several samples.</param>
/// <param name="WeightGradients">dW = Xᵀ·dZ; its rows are inputs of the layer.</param>
/// <param name="InputGradientsSample">dx = dz·Wᵀ for one sample.</param>
/// <param name="InputGradientsBatch">dX = dZ·Wᵀ for several samples.</param>
internal sealed record LayerPlan(
    LayerSpec Layer,
    Tile Sample,
    Tile Batch,
    Tile WeightGradients,
    Tile InputGradientsSample,
    Tile InputGradientsBatch)
{
    public static LayerPlan Of(LayerSpec layer) => new(
        layer,
        ForSample(layer.FanIn, layer.FanOut),
        ForBatch(CodeBudget.BatchAccumulators, layer.FanIn, layer.FanOut),
        ForBatch(layer.FanIn, int.MaxValue, layer.FanOut),
        ForSample(layer.FanOut, layer.FanIn),
        ForBatch(CodeBudget.BatchAccumulators, layer.FanOut, layer.FanIn));

    /// <summary>Whether the activation is applied while the results of a tile are in registers.</summary>
    public bool IsFused(Tile tile) => Layer.Activation switch
    {
        Activation.Identity or Activation.Relu or Activation.LeakyRelu or Activation.Relu6 or Activation.Softsign
            or Activation.HardTanh or Activation.HardSigmoid or Activation.HardSwish or Activation.PRelu => true,
        _ when Layer.IsRowwise => tile.Results == 1,
        _ => tile.Results <= CodeBudget.InlinedActivations,
    };

    private static Tile ForSample(int terms, int columns)
    {
        int vectors = Math.Min(VectorsIn(columns), CodeBudget.SampleAccumulators);
        int split = Math.Min(CodeBudget.SampleAccumulators / vectors, terms);
        return new Tile(1, vectors, split, terms * vectors <= CodeBudget.UnrolledMultiplyAdds);
    }

    private static Tile ForBatch(int mostRows, int terms, int columns)
    {
        int vectors = Math.Min(VectorsIn(columns), CodeBudget.BatchVectors);
        int rows = Math.Min(CodeBudget.BatchAccumulators / vectors, mostRows);
        return new Tile(rows, vectors, 1, (long)terms * rows * vectors <= CodeBudget.UnrolledMultiplyAdds);
    }

    private static int VectorsIn(int columns) => (columns + CodeBudget.WidestLanes - 1) / CodeBudget.WidestLanes;
}
