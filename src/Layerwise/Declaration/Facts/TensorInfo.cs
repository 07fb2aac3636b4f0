using Layerwise.Tensors;

namespace Layerwise;

/// <summary>One tensor of a layer, and where it lies in its flat vector.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Offset">Index of its first number in <see cref="INetwork{TSelf}.Parameters"/> or <see cref="INetwork{TSelf}.RunningStatistics"/>, as <see cref="Storage"/> says.</param>
/// <param name="Shape">Its dimensions, each at least 1; row-major. Weights are [fanIn, fanOut].</param>
public readonly record struct TensorInfo(TensorRole Role, int Offset, IReadOnlyList<int> Shape)
{
    /// <summary>Which flat vector it lies in.</summary>
    public TensorStorage Storage => TensorSpec.StorageOf(Role);

    /// <summary>How many numbers it has.</summary>
    public int Length
    {
        get
        {
            int product = 1;
            for (int i = 0; i < Shape.Count; i++) product = checked(product * Shape[i]);
            return product;
        }
    }
}
