using Layerwise.Generator.Model;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>a = φ(x·W + b): every output sees every input.</summary>
internal sealed record DenseSpec(int Index, int FanIn, int FanOut, Activation Activation, InitSpec Init) : LayerSpec(Index, FanIn, FanOut, Activation, Init)
{
    public override LayerKind Kind => LayerKind.Dense;

    public override Shape Input => Steps > 0 ? Shape.Of(Steps, FanIn) : Shape.Of(FanIn);

    public override Shape Output => Steps > 0 ? Shape.Of(Steps, FanOut) : Shape.Of(FanOut);

    public override ILayerTensors Tensors => new DenseTensors(FanIn, FanOut, HasBias, Normalized, LearnedSlopes) { ProjectedInputs = ProjectedInputs };

    // Each step of a sequence is a sample.
    public override LayerDesign Design => DesignOfSums;

    public override LayerSpec Projecting(Shape brought) => this with { ProjectedInputs = Steps > 0 ? brought.Channels : brought.Size };

    private NormalizedTensors Normalized => NormalizedTensors.Of(BatchNormalization, LayerNormalization, RmsNormalization, ActivatesInputs ? FanIn : FanOut);
}
