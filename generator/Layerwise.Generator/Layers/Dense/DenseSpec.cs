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

    public override LayerDesign Design
    {
        get
        {
            WeightDistribution weights = Distribution;
            return new LayerDesign(FanIn, FanOut, Activation, weights.Variance)
            {
                WeightMean = weights.Mean,
                Diagonal = weights.Shape == WeightShape.Identity ? weights.Scale : null,
                Slope = Slope,
                Bias = HasBias ? BiasValue : 0,
                BiasVariance = HasBias && InitOf(TensorRole.Biases) is not null ? StartOf(TensorRole.Biases).Variance : 0,
                BatchNormalization = BatchNormalization,
                LayerNormalization = LayerNormalization,
                RmsNormalization = RmsNormalization,
                NormalizationEpsilon = NormalizationEpsilon,
                Dropout = Dropout,
                Residual = ResidualSpan > 0,
                ResidualSpan = ResidualSpan,
                ProjectionVariance = ProjectedInputs > 0 ? StartOf(TensorRole.Projection).Variance : null,
                Order = Order,
            };
        }
    }

    private NormalizedTensors Normalized => NormalizedTensors.Of(BatchNormalization, LayerNormalization, RmsNormalization, ActivatesInputs ? FanIn : FanOut);
}
