using Layerwise.Reference.Normalizations;

namespace Layerwise.Reference.Dense;

/// <summary>What a forward pass computed in a dense layer, each [rows][fanOut].</summary>
/// <param name="Inputs">[rows][fanIn].</param>
/// <param name="Linear">x·W + b.</param>
/// <param name="Normalization">What batch normalization made of it; null without.</param>
/// <param name="PreActivations">z, after batch normalization.</param>
/// <param name="Activations">a = φ(z).</param>
/// <param name="Mask">What dropout multiplied them by; null where it did not.</param>
/// <param name="Outputs">What the next layer sees.</param>
public sealed record DensePass(
    double[][] Inputs,
    double[][] Linear,
    Normalization? Normalization,
    double[][] PreActivations,
    double[][] Activations,
    double[][]? Mask,
    double[][] Outputs) : LayerPass(Inputs, Outputs)
{
    /// <summary>What the normalization of each sample made of x·W + b; null without.</summary>
    public RowNormalization? RowNormalization { get; init; }

    /// <summary>What the normalization of groups made of it; null without.</summary>
    public GroupNormalization? GroupNormalization { get; init; }

    /// <inheritdoc/>
    public override double[] RunningStatistics => Normalization?.RunningStatistics ?? [];
}
