namespace Layerwise.Runtime;

/// <summary>A part of a network's parameters, or of its running statistics, that is a tensor of its own in a file.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Shape">Its dimensions there.</param>
/// <param name="Offset">Index of its first number among the parameters, or among the running statistics.</param>
/// <param name="Length">How many numbers it has.</param>
internal sealed record ParameterTensor(string Name, long[] Shape, int Offset, int Length)
{
    /// <summary>The order in which its numbers stand there; null where it is the same.</summary>
    internal Permutation? Order { get; init; }

    /// <summary>Other dimensions that it may have in a file, with its numbers in the same order; null for none.</summary>
    internal long[]? OtherShape { get; init; }

    /// <summary>The name of another tensor there that is added to it, of the same dimensions; null for none.</summary>
    internal string? Added { get; init; }

    /// <summary>Whether it is a part of the running statistics.</summary>
    internal bool IsStatistic { get; init; }

    /// <summary>Whether it has a weight for each input and each output, which may have fewer bits.</summary>
    internal bool IsMatrix { get; init; }

    /// <summary>Whether it is a part of what the network scales by.</summary>
    internal bool IsScaling { get; init; }

    /// <summary>The parts of a network's parameters, in their order, each layer's running statistics behind its γ and β.</summary>
    /// <exception cref="ArgumentException">The naming gives a name twice.</exception>
    /// <exception cref="NotSupportedException">The network has parameters that are neither weights nor biases nor γ, β or slopes.</exception>
    internal static List<ParameterTensor> Of<TNetwork>(TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork>
    {
        // Loops, and not LINQ: a program that loads weights waits for the JIT, which compiles each of its methods anew for structs.
        var parts = new List<ParameterTensor>();
        var names = new HashSet<string>();
        int length = 0;
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            IReadOnlyList<TensorInfo> tensors = TNetwork.Layers[l].Tensors;
            for (int i = 0; i < tensors.Count; i++)
            {
                ParameterTensor part = Of<TNetwork>(l, tensors[i], naming);
                if (!names.Add(part.Name) || (part.Added is not null && !names.Add(part.Added))) throw new ArgumentException("It gives two tensors one name.", nameof(naming));
                if (!part.IsStatistic) length += part.Length;
                parts.Add(part);
            }
        }

        if (length != TNetwork.ParameterCount)
        {
            throw new NotSupportedException($"The network has {TNetwork.ParameterCount} parameters, of which its weights, biases, γ, β and slopes are {length}.");
        }

        return parts;
    }

    /// <summary>What a network scales its inputs and targets by; empty where it doesn't.</summary>
    internal static IEnumerable<ParameterTensor> OfScaling<TNetwork>(TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork> => NetworkScaling.Tensors<TNetwork>()
        .Select(tensor => new ParameterTensor(naming.Prefix + tensor.Name, [tensor.Length], tensor.Offset, tensor.Length) { IsScaling = true });

    /// <summary>Copies it out of a network: what is added to it in the file is zeros.</summary>
    /// <param name="network">The network.</param>
    /// <param name="elements">F32, or F16 or BF16 for matrices.</param>
    /// <exception cref="ArgumentException">A weight is one that the elements can't hold.</exception>
    internal IEnumerable<Tensor> Save<TNetwork>(TNetwork network, TensorType elements)
        where TNetwork : class, INetwork<TNetwork>
    {
        Tensor own = Save(In(network), IsMatrix ? elements : TensorType.F32);
        return Added is null ? [own] : [own, Tensor.Of(Added, Shape, new float[Length])];
    }

    /// <summary>Copies it out of all parameters of a network and all running statistics.</summary>
    internal Tensor Save(ReadOnlySpan<float> parameters, ReadOnlySpan<float> statistics) =>
        Save((IsStatistic ? statistics : parameters).Slice(Offset, Length), TensorType.F32);

    private Tensor Save(ReadOnlySpan<float> values, TensorType elements)
    {
        if (Order is null) return RoundedElements.Of(Name, Shape, values, elements);

        float[] ordered = new float[Length];
        Order.Apply(values, ordered);
        return RoundedElements.Of(Name, Shape, ordered, elements);
    }

    /// <summary>Checks that a file has it, and that it fits.</summary>
    /// <exception cref="SafetensorsException">It is not there, its type or shape is another, or a value is beyond the range of a float.</exception>
    internal void Check(SafetensorsFile file)
    {
        Check(file[Name]);
        if (Added is not null) Check(file[Added]);
    }

    private void Check(Tensor tensor)
    {
        tensor.CheckFloats();
        if (!tensor.Shape.SequenceEqual(Shape) && !(OtherShape is { } other && tensor.Shape.SequenceEqual(other)))
        {
            throw new SafetensorsException(tensor.Name, $"its shape is {TensorShape.Text(tensor.Shape)}; expected {TensorShape.Text(Shape)}.");
        }
    }

    /// <summary>Copies it from a file that it fits into a network.</summary>
    internal void Load<TNetwork>(SafetensorsFile file, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        Span<float> values = In(network);
        if (Order is null)
        {
            file[Name].CopyTo(values);
        }
        else
        {
            float[] ordered = new float[Length];
            file[Name].CopyTo(ordered.AsSpan());
            Order.Revert(ordered, values);
        }

        if (Added is null) return;
        float[] added = new float[Length];
        file[Added].CopyTo(added.AsSpan());
        for (int i = 0; i < added.Length; i++) values[i] += added[i];
    }

    /// <summary>One tensor of a layer.</summary>
    internal static ParameterTensor Of<TNetwork>(int layer, TensorInfo tensor, TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork>
    {
        (long[] shape, Permutation? order) = TensorLayout.Of<TNetwork>(layer, tensor, naming.Orientation, naming.CountsChannelsFirst);
        (string Name, string? Added)? names = naming.NamesInModule(layer, TNetwork.Layers[layer], tensor.Role);
        return new ParameterTensor(names?.Name ?? naming.NameOf(layer, tensor.Role), shape, tensor.Offset, tensor.Length)
        {
            Added = names?.Added,
            Order = order,
            OtherShape = order is null ? TensorLayout.OfDepthwise(TNetwork.Layers[layer].Window, tensor) : null,
            IsStatistic = tensor.Storage == TensorStorage.RunningStatistics,
            IsMatrix = tensor.Role is TensorRole.Weights or TensorRole.Projection or TensorRole.RecurrentWeights,
        };
    }

    private Span<float> In<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => (IsStatistic ? network.RunningStatistics : IsScaling ? network.ScalingNumbers : network.Parameters).Slice(Offset, Length);
}
