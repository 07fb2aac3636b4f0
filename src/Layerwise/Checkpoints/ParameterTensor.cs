namespace Layerwise.Runtime;

/// <summary>A part of a network's parameters that is a tensor of its own in a file.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Shape">Its dimensions there.</param>
/// <param name="Offset">Index of its first number among the parameters.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="IsTransposed">Whether it stands in the file as [fanOut, fanIn].</param>
internal sealed record ParameterTensor(string Name, long[] Shape, int Offset, int Length, bool IsTransposed)
{
    /// <summary>The parts of a network's parameters, in their order.</summary>
    /// <exception cref="ArgumentException">The naming gives a name twice.</exception>
    /// <exception cref="NotSupportedException">The network has parameters that are neither weights nor biases nor slopes.</exception>
    internal static List<ParameterTensor> Of<TNetwork>(TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork>
    {
        var parts = new List<ParameterTensor>();
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            string name = naming.Layer(l);
            bool isTransposed = naming.Orientation == WeightOrientation.OutIn;
            long[] shape = isTransposed ? [layer.FanOut, layer.FanIn] : [layer.FanIn, layer.FanOut];
            parts.Add(new ParameterTensor(name + ".weight", shape, layer.WeightsOffset, layer.WeightCount, isTransposed));
            if (layer.BiasCount > 0) parts.Add(new ParameterTensor(name + ".bias", [layer.BiasCount], layer.BiasesOffset, layer.BiasCount, false));
            if (layer.SlopeCount > 0) parts.Add(new ParameterTensor(naming.SlopeOf(l), [layer.SlopeCount], layer.SlopeOffset, layer.SlopeCount, false));
        }

        if (parts.DistinctBy(static part => part.Name).Count() < parts.Count)
        {
            throw new ArgumentException("It gives two tensors one name.", nameof(naming));
        }

        int length = parts.Sum(static part => part.Length);
        if (length != TNetwork.ParameterCount)
        {
            throw new NotSupportedException($"The network has {TNetwork.ParameterCount} parameters, of which its weights, biases and slopes are {length}.");
        }

        return parts;
    }

    /// <summary>Copies it out of the parameters.</summary>
    internal Tensor Save(ReadOnlySpan<float> parameters)
    {
        ReadOnlySpan<float> values = parameters.Slice(Offset, Length);
        if (!IsTransposed) return Tensor.Of(Name, Shape, values);

        float[] transposed = new float[Length];
        Transpose(values, transposed, (int)Shape[0]);
        return Tensor.Of(Name, Shape, transposed);
    }

    /// <summary>Checks that a tensor fits.</summary>
    /// <exception cref="SafetensorsException">Its type or shape is another.</exception>
    internal void Check(Tensor tensor)
    {
        if (!tensor.IsFloat) throw tensor.WrongType("F32, F16, BF16 or F64");
        if (!tensor.Shape.SequenceEqual(Shape))
        {
            throw new SafetensorsException(Name, $"its shape is {TensorShape.Text(tensor.Shape)}; expected {TensorShape.Text(Shape)}.");
        }
    }

    /// <summary>Copies a tensor that fits into the parameters.</summary>
    internal void Load(Tensor tensor, Span<float> parameters)
    {
        Span<float> values = parameters.Slice(Offset, Length);
        if (!IsTransposed)
        {
            tensor.CopyTo(values);
            return;
        }

        float[] transposed = new float[Length];
        tensor.CopyTo(transposed.AsSpan());
        Transpose(transposed, values, (int)Shape[1]);
    }

    // From [rows, columns] to [columns, rows].
    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int columns)
    {
        int rows = from.Length / columns;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) to[(column * rows) + row] = from[(row * columns) + column];
        }
    }
}
