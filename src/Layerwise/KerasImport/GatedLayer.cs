using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>
/// Keras's GRU and LSTM: kernel, recurrent kernel and biases, the gates side by side. Those of an LSTM come in the order of this library; of those of a GRU, z and r change places.
/// </summary>
internal static class GatedLayer
{
    /// <summary>What a layer does.</summary>
    /// <param name="layer">As the file has it.</param>
    /// <param name="kind">GRU or LSTM.</param>
    /// <param name="width">How many numbers come in, where that is known.</param>
    /// <exception cref="KerasJsonException">It does something else, or its weights don't fit.</exception>
    public static RecurrentStep Read(LayerEntry layer, LayerKind kind, int? width)
    {
        if (layer.Activation is not ("" or "tanh")) throw layer.Place.Fault($"its activation is {FileText.Quote(layer.Activation)}; expected 'tanh', which is applied within it.");
        int gates = kind == LayerKind.Gru ? 3 : 4;
        JsonScanner weights = layer.Weights();
        weights.Take('[');
        bool isFirst = true;
        if (!weights.HasNext(']', ref isFirst)) throw layer.Place.Fault("it has no kernel.");
        (float[] kernel, int inputs, int columns) = layer.Matrix(ref weights);
        if (width is { } incoming && inputs != incoming) throw layer.Place.Fault($"its kernel takes {inputs} numbers, but {incoming} come in.");
        if (columns % gates != 0) throw layer.Place.Fault($"its kernel has {columns} columns, which {gates} gates can't share.");
        int units = columns / gates;
        if (!weights.HasNext(']', ref isFirst)) throw layer.Place.Fault("it has no recurrent kernel.");
        (float[] recurrent, int rows, int recurrentColumns) = layer.Matrix(ref weights, "recurrent kernel");
        if (rows != units || recurrentColumns != columns)
        {
            throw layer.Place.Fault($"its recurrent kernel has {rows} × {recurrentColumns} numbers; expected {units} × {columns}.");
        }

        layer.CheckSize(units);
        float[] biases = new float[kind == LayerKind.Gru ? 2 * columns : columns];
        bool resetAfter = true;
        if (weights.HasNext(']', ref isFirst))
        {
            resetAfter = kind != LayerKind.Gru || HasBothBiases(weights);
            biases = kind == LayerKind.Gru && resetAfter ? BothBiases(layer, ref weights, columns) : layer.Row(ref weights, columns, "column of its kernel");
            if (weights.HasNext(']', ref isFirst)) throw layer.Place.Fault("its weights are more than a kernel, a recurrent kernel and biases.");
        }

        if (kind == LayerKind.Gru)
        {
            foreach (float[] values in (float[][])[kernel, recurrent, biases]) Exchange(values, units);
        }

        double[] Biases(int first, int count) => Array.ConvertAll(biases.AsSpan(first, count).ToArray(), static value => (double)value);
        return new RecurrentStep(layer.Place.Name, kind, inputs, units, kernel, recurrent, Biases(0, columns))
        {
            RecurrentBiases = Biases(columns, biases.Length - columns),
            ResetAfter = resetAfter,
        };
    }

    // One row of biases is that of reset_after=False.
    private static bool HasBothBiases(JsonScanner weights)
    {
        weights.Take('[');
        return weights.Peek() == '[';
    }

    private static float[] BothBiases(LayerEntry layer, ref JsonScanner weights, int columns)
    {
        (float[] biases, int rows, int length) = layer.Matrix(ref weights, "biases");
        return rows == 2 && length == columns ? biases : throw layer.Place.Fault($"its biases are {rows} × {length} numbers; expected 2 × {columns}.");
    }

    // z, r and h of each row become r, z and n.
    private static void Exchange(float[] values, int units)
    {
        for (int row = 0; row < values.Length; row += 3 * units)
        {
            for (int unit = row; unit < row + units; unit++) (values[unit], values[unit + units]) = (values[unit + units], values[unit]);
        }
    }
}
