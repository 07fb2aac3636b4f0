namespace Layerwise.Tensors;

/// <summary>The tensors of a dense layer: the one place that knows which it has, how long they are and where they lie.</summary>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="HasBias">Whether it adds biases.</param>
/// <param name="IsNormalized">Whether it has batch normalization.</param>
/// <param name="HasLearnedSlope">Whether its activation has a learned slope, one for the layer.</param>
internal readonly record struct DenseTensors(int FanIn, int FanOut, bool HasBias, bool IsNormalized, bool HasLearnedSlope)
{
    private const TensorRole LastRole = TensorRole.Slope;

    /// <summary>How many parameters the layer has; more than an int holds where the sizes are not yet checked.</summary>
    public long ParameterCount => CountBefore(LastRole + 1, TensorStorage.Parameters);

    /// <summary>How many running statistics it has.</summary>
    public long StatisticsCount => CountBefore(LastRole + 1, TensorStorage.RunningStatistics);

    /// <summary>How many numbers the tensor has; 0 where the layer has no such tensor.</summary>
    public long Length(TensorRole role) => role switch
    {
        TensorRole.Weights => (long)FanIn * FanOut,
        TensorRole.Biases => HasBias ? FanOut : 0,
        TensorRole.Gamma or TensorRole.Beta or TensorRole.RunningMeans or TensorRole.RunningVariances => IsNormalized ? FanOut : 0,
        TensorRole.Slope => HasLearnedSlope ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Expected a member of TensorRole."),
    };

    /// <summary>Index of the first number of a tensor among those that the layer has in the same storage.</summary>
    public int Offset(TensorRole role) => (int)CountBefore(role, TensorSpec.StorageOf(role));

    /// <summary>The tensors that the layer has, those of one storage in the order in which they lie there.</summary>
    public IEnumerable<TensorSpec> List()
    {
        for (TensorRole role = default; role <= LastRole; role++)
        {
            if (Length(role) > 0) yield return new TensorSpec(role, Shape(role), Offset(role));
        }
    }

    private int[] Shape(TensorRole role) => role == TensorRole.Weights ? [FanIn, FanOut] : [(int)Length(role)];

    private long CountBefore(TensorRole end, TensorStorage storage)
    {
        long count = 0;
        for (TensorRole role = default; role < end; role++)
        {
            if (TensorSpec.StorageOf(role) == storage) count += Length(role);
        }

        return count;
    }
}
