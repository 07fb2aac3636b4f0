using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>What a file says of a layer with windows, besides its weights: whole numbers, one or one for each axis, and words.</summary>
internal sealed class LayerOptions
{
    private const int Most = WindowBounds.MostPositions;

    private static readonly HashSet<string> Known =
    [
        "kernel_size", "strides", "dilation", "dilation_rate", "groups", "pool_size", "padding", "data_format",
        "kernel_size_time", "kernel_size_feature", "num_filters_in", "num_features_in", "num_filters_out",
    ];

    private readonly Dictionary<string, long[]> _numbers = [];
    private readonly Dictionary<string, string> _words = [];

    /// <summary>Takes a value down that belongs to these; what is null counts as left out.</summary>
    public void Read(string key, JsonScanner value)
    {
        if (!Known.Contains(key) || value.Peek() == 'n') return;
        if (value.Peek() == '"') _words[key] = value.TakeString();
        else _numbers[key] = Numbers(value);
    }

    /// <summary>One number of at least 1 for each axis.</summary>
    /// <param name="place">The layer.</param>
    /// <param name="name">What the file calls it.</param>
    /// <param name="axes">How many axes.</param>
    /// <param name="usual">What it is where the file has none; null where it must.</param>
    /// <exception cref="KerasJsonException">There are others.</exception>
    public int[] PerAxis(LayerPlace place, string name, int axes, int[]? usual)
    {
        if (!_numbers.TryGetValue(name, out long[]? found)) return usual ?? throw place.Fault($"it has no '{name}'.");
        bool fits = (found.Length == axes || found.Length == 1) && found.All(static number => number is >= 1 and <= Most);
        string each = axes == 1 ? "" : $", or one for each of {axes} axes";
        return fits
            ? [.. Enumerable.Range(0, axes).Select(axis => (int)found[Math.Min(axis, found.Length - 1)])]
            : throw place.Fault($"its {name} is {(found.Length == 0 ? "no whole number" : string.Join(", ", found))}; expected one from 1 to {Most}{each}.");
    }

    /// <summary>One number of at least 1.</summary>
    /// <param name="place">The layer.</param>
    /// <param name="name">What the file calls it.</param>
    /// <param name="usual">What it is where the file has none; null where it must.</param>
    /// <exception cref="KerasJsonException">It is none.</exception>
    public int Number(LayerPlace place, string name, int? usual) => PerAxis(place, name, 1, usual is { } number ? [number] : null)[0];

    /// <summary>A word.</summary>
    /// <param name="name">What the file calls it.</param>
    /// <param name="usual">What it is where the file has none.</param>
    public string Word(string name, string usual) => _words.TryGetValue(name, out string? word) ? word : usual;

    // None where something else stands there.
    private static long[] Numbers(JsonScanner value)
    {
        var numbers = new List<long>();
        if (value.Peek() != '[') return TryTake(ref value, numbers) ? [.. numbers] : [];
        value.Take('[');
        for (bool isFirst = true; value.HasNext(']', ref isFirst);)
        {
            if (numbers.Count == 4 || !TryTake(ref value, numbers)) return [];
        }

        return [.. numbers];
    }

    private static bool TryTake(ref JsonScanner value, List<long> numbers)
    {
        if (value.Peek() is not (>= '0' and <= '9') || !value.TryTakeInteger(out long number)) return false;
        numbers.Add(number);
        return true;
    }
}
