namespace Layerwise.Benchmarks.Peers;

/// <summary>A library of matrix products: what the products alone of a pass cost, without biases, activations, loss or optimizer.</summary>
internal abstract class MatrixLibrary(string name)
{
    public string Name { get; } = name;

    /// <summary>Why it is absent, or empty.</summary>
    public string WhyAbsent { get; protected init; } = "";

    /// <summary>The products of inference.</summary>
    public Action<int>? Batch(ReadOnlySpan<LayerInfo> layers, int rows)
    {
        List<Action> products = [];
        foreach (LayerInfo layer in layers) products.Add(Product(rows, layer.FanOut, layer.FanIn, isTransposed: false)!);
        return Repeat(products);
    }

    /// <summary>The products of a training step. Transposing the weights for dX = dZ·Wᵀ is not counted.</summary>
    public Action<int>? Train(ReadOnlySpan<LayerInfo> layers, int rows)
    {
        List<Action> products = [];
        foreach (LayerInfo layer in layers)
        {
            products.Add(Product(rows, layer.FanOut, layer.FanIn, isTransposed: false)!);
            products.Add(Product(layer.FanIn, layer.FanOut, rows, isTransposed: true)!);
            if (layer.WeightsOffset > 0) products.Add(Product(rows, layer.FanIn, layer.FanOut, isTransposed: false)!);
        }

        return Repeat(products);
    }

    /// <summary>C[m, n] = A[m, k]·B[k, n], A lying as [k, m] if it is transposed; null where the library has no such product.</summary>
    protected abstract Action? Product(int m, int n, int k, bool isTransposed);

    private static Action<int>? Repeat(List<Action> products)
    {
        if (products.Contains(null!)) return null;
        Action[] all = [.. products];
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                foreach (Action product in all) product();
            }
        };
    }
}
