namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>Draws windows that fit what the layers before them make, and counts what they make.</summary>
/// <param name="random">What is drawn from.</param>
/// <param name="input">[length, channels] or [height, width, channels].</param>
internal sealed class RandomWindows(Random random, int[] input)
{
    private readonly List<int[]> _inputs = [];
    private int[] _shape = input;

    /// <summary>Numbers that the last layer makes.</summary>
    public int Size => _shape.Aggregate(1, static (product, dimension) => product * dimension);

    /// <summary>The options of the last convolution.</summary>
    public string Options { get; private set; } = "";

    /// <summary>The first arguments of a convolution.</summary>
    /// <param name="filters">At least 1.</param>
    public string Convolution(int filters)
    {
        int channels = _shape[^1];
        int groups = Chance(0.5) ? 1 : Pick([.. Enumerable.Range(1, channels).Where(divisor => channels % divisor == 0)]);
        if (groups > 1) filters = Chance(0.6) ? channels : (filters + groups - 1) / groups * groups;
        int stride = Chance(0.3) ? 2 : 1;
        int dilation = Chance(0.25) ? 2 : 1;
        (string padding, int zeros) = Chance(0.4) ? ("", 0)
            : Chance(0.3) ? ($", ZeroPadding = {1}", 1)
            : ($", Padding = Padding.{(_shape.Length == 2 && Chance(0.5) ? "Causal" : "Same")}", int.MaxValue);
        bool isSquare = _shape.Length == 2 || Chance(0.5);
        int[] sizes = _shape[..^1];
        int Most(int size) => zeros == int.MaxValue ? 5 : Math.Max(1, ((Math.Min(size + (2 * zeros), 9) - 1) / dilation) + 1);
        int height = 1 + random.Next(Math.Min(isSquare ? Most(sizes.Min()) : Most(sizes[0]), 5));
        int width = isSquare ? height : 1 + random.Next(Math.Min(Most(sizes[1]), 5));
        int[] kernel = _shape.Length == 2 ? [height] : [height, width];
        Options = padding + (stride > 1 ? $", Stride = {stride}" : "") + (dilation > 1 ? $", Dilation = {dilation}" : "") + (groups > 1 ? $", Groups = {groups}" : "");
        _inputs.Add(_shape);
        _shape =
        [
            .. sizes.Select((size, axis) => zeros == int.MaxValue ? (size + stride - 1) / stride : ((size + (2 * zeros) - ((kernel[axis] - 1) * dilation) - 1) / stride) + 1),
            filters,
        ];
        return $"{channels}, {filters}, {(isSquare ? height : $"{height}, {width}")}";
    }

    /// <summary>A residual connection around the last convolution, and an order.</summary>
    /// <param name="endsInActivation">Whether a loss follows that wants an activation at the very end.</param>
    public string Ordering(bool endsInActivation)
    {
        int[] brought = _inputs[^1];
        LayerOrder order = Chance(0.7) || endsInActivation ? default : Pick(Enum.GetValues<LayerOrder>());
        bool isSame = brought.SequenceEqual(_shape);
        bool isAround = !endsInActivation && Chance(isSame ? 0.5 : 0.25);
        bool isProjected = isAround && (!isSame || Chance(0.2));
        bool HasStep() => Enumerable.Range(1, 20).Any(step => brought[..^1].Zip(_shape).All(axis => ((axis.First - 1) / step) + 1 == axis.Second));
        if (isProjected && !HasStep()) isAround = isProjected = false;
        return (isAround ? ", Residual = true" : "") + (isProjected ? ", Projection = true" : "") + (order == default ? "" : $", Order = LayerOrder.{order}");
    }

    /// <summary>A pooling layer.</summary>
    public string Pooling()
    {
        int size = 1 + random.Next(Math.Min(3, _shape[..^1].Min()));
        int stride = Chance(0.4) ? 1 + random.Next(3) : size;
        bool isSame = Chance(0.4);
        _shape = [.. _shape[..^1].Select(length => isSame ? (length + stride - 1) / stride : ((length - size) / stride) + 1), _shape[^1]];
        return $"[{(Chance(0.6) ? "Max" : "Average")}Pool{_shape.Length - 1}D({size}{(stride == size ? "" : $", Stride = {stride}")}{(isSame ? ", Padding = Padding.Same" : "")})]";
    }

    /// <summary>The mean over all positions.</summary>
    public string Global()
    {
        _shape = [_shape[^1]];
        return "[GlobalAveragePool]";
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
