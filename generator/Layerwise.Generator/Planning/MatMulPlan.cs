using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>What the kernels of a product need beside its numbers.</summary>
/// <param name="Operation">The product.</param>
internal readonly record struct MatMulPlan(MatMul Operation)
{
    /// <summary>In which format the kernels of inference read the weights, which the program has in some format.</summary>
    /// <param name="network">The network that is compiled.</param>
    public WeightFormat Reads(NetworkSpec network)
    {
        bool isRounded = network.Weights is WeightFormat.BFloat16 or WeightFormat.Int8
            && !network.IsRecurrent && !Operation.IsPointwise && !Operation.IsScaled && Tiling.ReadsRounded(Operation.FanIn, Operation.FanOut);
        return isRounded ? network.Weights : WeightFormat.Single;
    }

    /// <summary>Whether a batch copies the weights under its tiles together, panel by panel.</summary>
    public bool PacksPanels => Tiling.PacksPanels(Operation.FanIn, Operation.FanOut);

    /// <summary>Floats of the panel that inference of a batch needs; 0 for none.</summary>
    public long ForwardPanel => Tiling.ForwardPanel(Operation.FanIn, Operation.FanOut);

    /// <summary>Floats of the largest panel of weights that training needs, or of the gradients of a block of rows where steps or positions make many; 0 for none.</summary>
    public long TrainingPanel => Math.Max(
        Tiling.TrainingPanel(Operation.FanIn, Operation.FanOut),
        Operation.IsPointwise && !PacksPanels ? (long)Operation.FanIn * Operation.FanOut : 0);
}
