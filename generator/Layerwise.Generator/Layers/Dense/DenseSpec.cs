using Layerwise.Generator.Model;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>a = φ(x·W + b): every output sees every input.</summary>
internal sealed record DenseSpec(int Index, int FanIn, int FanOut, Activation Activation, InitSpec Init) : LayerSpec(Index, FanIn, FanOut, Activation, Init)
{
    public override LayerKind Kind => LayerKind.Dense;

    public override Shape Input => Shape.Of(FanIn);

    public override Shape Output => Shape.Of(FanOut);

    public override ILayerTensors Tensors => new DenseTensors(FanIn, FanOut, HasBias, Normalized, LearnedSlopes) { ProjectedInputs = ProjectedInputs };

    public override LayerDesign Design => DesignOfSums;

    private NormalizedTensors Normalized => NormalizedTensors.Of(BatchNormalization, LayerNormalization, RmsNormalization, ActivatesInputs ? FanIn : FanOut);
}
