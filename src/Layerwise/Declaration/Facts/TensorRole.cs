namespace Layerwise;

/// <summary>What a tensor of a layer is for. Where a layer has several in one storage, they lie there in this order.</summary>
public enum TensorRole
{
    /// <summary>W.</summary>
    Weights,

    /// <summary>b.</summary>
    Biases,

    /// <summary>The factors γ of a normalization.</summary>
    Gamma,

    /// <summary>The addends β of a normalization.</summary>
    Beta,

    /// <summary>What inference takes for the means of a batch.</summary>
    RunningMeans,

    /// <summary>What inference takes for the variances of a batch.</summary>
    RunningVariances,

    /// <summary>The learned slope of an activation.</summary>
    Slope,

    /// <summary>What a residual connection multiplies by what it brings.</summary>
    Projection,

    /// <summary>U, what a recurrent layer multiplies by what it made of the step before.</summary>
    RecurrentWeights,

    /// <summary>What it adds to that product, where it has biases there too.</summary>
    RecurrentBiases,
}
