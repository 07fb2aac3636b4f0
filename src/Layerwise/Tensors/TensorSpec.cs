namespace Layerwise.Tensors;

/// <summary>One tensor of a layer: what layout, views, initialization, checkpoints and frozen files go by.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Shape">Its dimensions, each at least 1; row-major.</param>
/// <param name="Offset">Index of its first number among those that its layer has in the same storage.</param>
internal sealed record TensorSpec(TensorRole Role, int[] Shape, int Offset)
{
    /// <summary>Which flat vector it lies in.</summary>
    public TensorStorage Storage => StorageOf(Role);

    /// <summary>What it is called in a file, behind the name of its layer.</summary>
    public string Name => NameOf(Role);

    /// <summary>What a tensor of a role is called in a file, behind the name of its layer.</summary>
    public static string NameOf(TensorRole role) => role switch
    {
        TensorRole.Weights => "weight",
        TensorRole.Biases => "bias",
        TensorRole.Gamma => "gamma",
        TensorRole.Beta => "beta",
        TensorRole.RunningMeans => "running_mean",
        TensorRole.RunningVariances => "running_var",
        TensorRole.Slope => "slope",
        TensorRole.Projection => "projection",
        TensorRole.RecurrentWeights => "recurrent_weight",
        TensorRole.RecurrentBiases => "recurrent_bias",
    };

    /// <summary>How many numbers it has.</summary>
    public int Length => Shape.Aggregate(1, static (product, dimension) => checked(product * dimension));

    public static TensorStorage StorageOf(TensorRole role) =>
        role is TensorRole.RunningMeans or TensorRole.RunningVariances ? TensorStorage.RunningStatistics : TensorStorage.Parameters;
}
