using System.Globalization;
using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>One of a model's layers as the file has it: its weights are read once its type is known, which may stand behind them.</summary>
internal ref struct LayerEntry
{
    private JsonScanner _weights;
    private bool _hasWeights;

    private LayerEntry(LayerPlace place)
    {
        Place = place;
        Activation = "";
    }

    /// <summary>Which one it is, and what it computes.</summary>
    public LayerPlace Place { get; private set; }

    /// <summary>What it applies at the end; empty for nothing.</summary>
    public string Activation { get; private set; }

    /// <summary>The shape of what it makes.</summary>
    public SampleShape Shape { get; private set; }

    /// <summary>What it says of its windows.</summary>
    public LayerOptions Options { get; } = new();

    /// <summary>ε of a normalization; null where the file has none.</summary>
    public double? Epsilon { get; private set; }

    /// <summary>Reads an object.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="KerasJsonException">It has no type.</exception>
    public static LayerEntry Read(scoped ref JsonScanner json, int index)
    {
        var layer = new LayerEntry(new LayerPlace(index, ""));
        json.Take('{');
        for (bool isFirst = true; json.HasNext('}', ref isFirst);)
        {
            string key = json.TakeKey();
            JsonScanner value = json;
            json.Skip();
            switch (key)
            {
                case "type": layer.Place = new LayerPlace(index, value.TakeString()); break;
                case "activation" when value.Peek() == '"': layer.Activation = value.TakeString(); break;
                case "epsilon": layer.Epsilon = value.TakeNumber(); break;
                case "shape": layer.Shape = SampleShape.Read(value); break;
                case "weights":
                    layer._weights = value;
                    layer._hasWeights = true;
                    break;
                default: layer.Options.Read(key, value); break;
            }
        }

        return layer.Place.Type.Length > 0 ? layer : throw new KerasJsonException($"layers[{index}] has no 'type'.");
    }

    /// <summary>Compares the size that its shape has with what it makes of a sample.</summary>
    /// <exception cref="KerasJsonException">They differ.</exception>
    public readonly void CheckSize(int outputs)
    {
        if (Shape.Numbers is { } size && size != outputs) throw Place.Fault($"its shape ends with {size}, but its weights give {outputs} numbers.");
    }

    /// <summary>Where its weights begin.</summary>
    /// <exception cref="KerasJsonException">It has none.</exception>
    public readonly JsonScanner Weights() => _hasWeights ? _weights : throw Place.Fault("it has no 'weights'.");

    /// <summary>Rows of numbers, all as long as the first.</summary>
    /// <param name="json">Where they begin; behind them afterwards.</param>
    /// <param name="name">What they are.</param>
    /// <exception cref="KerasJsonException">They are not.</exception>
    public readonly (float[] Values, int Rows, int Columns) Matrix(ref JsonScanner json, string name = "kernel")
    {
        var values = new List<float>();
        int rows = 0;
        int columns = 0;
        json.Take('[');
        for (bool isFirst = true; json.HasNext(']', ref isFirst); rows++)
        {
            int before = values.Count;
            Take(ref json, values);
            int found = values.Count - before;
            if (rows == 0) columns = found;
            if (found == 0) throw Place.Fault($"row {rows} of its {name} is empty.");
            if (found != columns) throw Place.Fault($"row {rows} of its {name} has {found} numbers; the first has {columns}.");
        }

        return rows > 0 ? (values.ToArray(), rows, columns) : throw Place.Fault($"its {name} is empty.");
    }

    /// <summary>A row of numbers.</summary>
    /// <param name="json">Where it begins; behind it afterwards.</param>
    /// <param name="length">How many there must be.</param>
    /// <param name="each">What each of them is for.</param>
    /// <exception cref="KerasJsonException">It has another length.</exception>
    public readonly float[] Row(ref JsonScanner json, int length, string each = "output")
    {
        var values = new List<float>();
        Take(ref json, values);
        return values.Count == length ? values.ToArray() : throw Place.Fault($"{values.Count} numbers stand where there must be {length}, one for each {each}.");
    }

    /// <summary>Numbers within rows within rows, all as long as their first neighbours.</summary>
    /// <param name="json">Where they begin; behind them afterwards.</param>
    /// <param name="dimensions">What the dimensions are, in words.</param>
    /// <exception cref="KerasJsonException">There are more or fewer dimensions, or rows differ in length.</exception>
    public readonly (float[] Values, int[] Sizes) Kernel(ref JsonScanner json, params string[] dimensions)
    {
        var values = new List<float>();
        int[] sizes = new int[dimensions.Length];
        Take(ref json, values, sizes, 0, dimensions);
        return (values.ToArray(), sizes);
    }

    /// <summary>Biases, where anything is left of the weights, and nothing behind them.</summary>
    /// <param name="weights">Behind the kernel.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="KerasJsonException">There are others, or more than biases.</exception>
    public readonly float[]? LastBiases(JsonScanner weights, int count)
    {
        bool isFirst = false;
        if (!weights.HasNext(']', ref isFirst)) return null;
        float[] biases = Row(ref weights, count);
        return weights.HasNext(']', ref isFirst) ? throw Place.Fault("its weights are more than a kernel and biases.") : biases;
    }

    /// <summary>A PReLU with the slopes of its units: one for all, or one for each.</summary>
    /// <exception cref="KerasJsonException">There are others.</exception>
    public readonly ActivateStep SlopesOf(int units)
    {
        JsonScanner weights = Weights();
        weights.Take('[');
        var slopes = new List<float>();

        // Those of positions have an axis for each of these, of size 1 where positions share them.
        const int MostAxes = 3;
        JsonScanner inner = weights;
        for (int axis = 0; axis < MostAxes; axis++)
        {
            inner.Take('[');
            if (inner.Peek() != '[') break;
            weights = inner;
        }

        Take(ref weights, slopes);
        if (slopes.Count != 1 && slopes.Count != units) throw Place.Fault($"it has {slopes.Count} slopes; expected 1 or {units}.");
        return ActivateStep.PRelu(Place.Name, [.. slopes]);
    }

    private readonly void Take(ref JsonScanner json, List<float> values)
    {
        json.Take('[');
        for (bool isFirst = true; json.HasNext(']', ref isFirst);) values.Add(TakeNumber(ref json));
    }

    private readonly void Take(ref JsonScanner json, List<float> values, int[] sizes, int dimension, string[] names)
    {
        if (json.Peek() != '[') throw Place.Fault($"its kernel has {dimension} dimensions; expected {sizes.Length}: [{string.Join(", ", names)}].");
        json.Take('[');
        int count = 0;
        for (bool isFirst = true; json.HasNext(']', ref isFirst); count++)
        {
            if (dimension < sizes.Length - 1)
            {
                Take(ref json, values, sizes, dimension + 1, names);
                continue;
            }

            if (json.Peek() == '[') throw Place.Fault($"its kernel has more than {sizes.Length} dimensions; expected [{string.Join(", ", names)}].");
            values.Add(TakeNumber(ref json));
        }

        if (count == 0) throw Place.Fault($"its kernel has no {names[dimension]}.");
        if (sizes[dimension] == 0) sizes[dimension] = count;
        if (sizes[dimension] != count) throw Place.Fault($"its kernel has {count} {names[dimension]} where it has {sizes[dimension]} at first.");
    }

    private readonly float TakeNumber(ref JsonScanner json)
    {
        double exact = json.TakeNumber();
        float value = (float)exact;
        return float.IsNaN(value) || float.IsInfinity(value) ? throw Place.Fault($"{exact.ToString("R", CultureInfo.InvariantCulture)} is beyond the range of a float.") : value;
    }
}
