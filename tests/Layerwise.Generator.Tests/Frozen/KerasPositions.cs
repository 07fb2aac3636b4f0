using System.Globalization;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>
/// A Keras model over the positions of a picture, or of a signal as a picture of one row, with random weights: as the script of docs/coming-from.md writes it, and what it
/// computes, in double precision, as Keras's documentation says.
/// </summary>
internal sealed class KerasPositions
{
    private readonly Random _random = new(8);
    private readonly List<string> _layers = [];
    private readonly List<Func<double[], double[]>> _steps = [];
    private readonly string _inputs;
    private readonly bool _isSignal;
    private (int Rows, int Columns, int Channels) _shape;

    public KerasPositions(int rows, int columns, int channels)
    {
        _isSignal = rows == 1;
        _shape = (rows, columns, channels);
        _inputs = _isSignal ? $"[null, {columns}, {channels}]" : $"[null, {rows}, {columns}, {channels}]";
    }

    /// <summary>The file.</summary>
    public string Json => $$"""{"in_shape": {{_inputs}}, "layers": [{{string.Join(",\n", _layers)}}]}""";

    /// <summary>What it makes of a sample.</summary>
    public double[] Outputs(IEnumerable<float> inputs) => _steps.Aggregate(inputs.Select(static x => (double)x).ToArray(), static (values, step) => step(values));

    /// <summary>Conv1D or Conv2D; with a multiplier DepthwiseConv1D or DepthwiseConv2D.</summary>
    public KerasPositions Conv(int filters, int kernel, string padding, string activation, int stride = 1, int dilation = 1, int groups = 1, int? multiplier = null)
    {
        (int rows, int columns, int channels) = _shape;
        if (multiplier is { } each) (filters, groups) = (each * channels, channels);
        int part = channels / groups;
        Axis down = _isSignal ? new Axis(1, 1, 1, 1, "valid") : new Axis(rows, kernel, stride, dilation, padding);
        Axis along = new Axis(columns, kernel, stride, dilation, padding);
        float[] weights = Numbers(down.Kernel * along.Kernel * part * filters);
        float[] biases = Numbers(filters);
        string name = (multiplier is null ? "Conv" : "DepthwiseConv") + Dimensions;
        int[] sizes = multiplier is { } count ? [channels, count] : [part, filters];
        string groupsOption = FormattableString.Invariant($"\"groups\": {(multiplier is null ? groups : 1)}");
        AddLayer(
            name,
            $"[{Nested(weights, [.. _isSignal ? Array.Empty<int>() : [down.Kernel], along.Kernel, .. sizes])}, {Nested(biases, [filters])}]",
            $"\"kernel_size\": {Each(kernel)}, \"strides\": {Each(stride)}, \"dilation_rate\": {Each(dilation)}, \"padding\": \"{padding}\", {groupsOption}",
            activation);
        AddStep((down.Results, along.Results, filters), (x, row, column, f) =>
        {
            double sum = biases[f];
            int first = f / (filters / groups) * part;
            foreach ((int k, int i) in down.Seen(row))
            {
                foreach ((int l, int j) in along.Seen(column))
                {
                    for (int c = 0; c < part; c++) sum += x[(((i * columns) + j) * channels) + first + c] * weights[(((((k * along.Kernel) + l) * part) + c) * filters) + f];
                }
            }

            return Activated(activation, sum);
        });
        return this;
    }

    public KerasPositions Pool(bool isMax, int size, string padding)
    {
        (int rows, int columns, int channels) = _shape;
        Axis down = _isSignal ? new Axis(1, 1, 1, 1, "valid") : new Axis(rows, size, size, 1, padding);
        Axis along = new Axis(columns, size, size, 1, padding);
        AddLayer((isMax ? "MaxPooling" : "AveragePooling") + Dimensions, null, $"\"pool_size\": {Each(size)}, \"strides\": null, \"padding\": \"{padding}\"");
        AddStep((down.Results, along.Results, channels), (x, row, column, c) =>
        {
            IEnumerable<double> seen = down.Seen(row).SelectMany(i => along.Seen(column).Select(j => x[(((i.Position * columns) + j.Position) * channels) + c]));
            return isMax ? seen.Max() : seen.Average();
        });
        return this;
    }

    public KerasPositions GlobalAverage()
    {
        (int rows, int columns, int channels) = _shape;
        AddLayer("GlobalAveragePooling" + Dimensions, null);
        AddStep((1, 1, channels), (x, _, _, c) => Enumerable.Range(0, rows * columns).Average(i => x[(i * channels) + c]));
        return this;
    }

    public KerasPositions Flatten()
    {
        AddLayer("Flatten", null);
        _shape = (1, 1, _shape.Rows * _shape.Columns * _shape.Channels);
        return this;
    }

    /// <summary>Over the last dimension: of each position, or of all behind Flatten.</summary>
    public KerasPositions Dense(int units, string activation)
    {
        (int rows, int columns, int channels) = _shape;
        float[] weights = Numbers(channels * units);
        float[] biases = Numbers(units);
        AddLayer("dense", $"[{Nested(weights, [channels, units])}, {Nested(biases, [units])}]", "\"use_bias\": true", activation);
        AddStep((rows, columns, units), (x, row, column, u) => Activated(
            activation, biases[u] + Enumerable.Range(0, channels).Sum(c => x[(((row * columns) + column) * channels) + c] * weights[(c * units) + u])));
        return this;
    }

    public KerasPositions Normalize()
    {
        int channels = _shape.Channels;
        float[][] rows = [Numbers(channels), Numbers(channels), Numbers(channels), [.. Numbers(channels).Select(static x => x + 1.1f)]];
        AddLayer("batchnorm", $"[{string.Join(", ", rows.Select(row => Nested(row, [channels])))}]", "\"epsilon\": 0.001");
        int columns = _shape.Columns;
        AddStep(_shape, (x, row, column, c) =>
            (rows[0][c] * (x[(((row * columns) + column) * channels) + c] - rows[2][c]) / Math.Sqrt(rows[3][c] + 0.001)) + rows[1][c]);
        return this;
    }

    /// <summary>With shared_axes, as Keras has it: one slope for each channel.</summary>
    public KerasPositions PRelu()
    {
        (_, int columns, int channels) = _shape;
        float[] slopes = Numbers(channels);
        AddLayer("prelu", $"[{Nested(slopes, [.. Enumerable.Repeat(1, _isSignal ? 1 : 2), channels])}]");
        AddStep(_shape, (x, row, column, c) =>
        {
            double value = x[(((row * columns) + column) * channels) + c];
            return value < 0 ? slopes[c] * value : value;
        });
        return this;
    }

    private string Dimensions => _isSignal ? "1D" : "2D";

    private static double Activated(string activation, double sum) => activation switch
    {
        "relu" => Math.Max(0, sum),
        "tanh" => Math.Tanh(sum),
        _ => sum,
    };

    private string Each(int number) => _isSignal ? FormattableString.Invariant($"[{number}]") : FormattableString.Invariant($"[{number}, {number}]");

    private static string Nested(float[] values, int[] sizes)
    {
        if (sizes.Length == 0) return values[0].ToString(CultureInfo.InvariantCulture);
        int each = values.Length / sizes[0];
        return "[" + string.Join(", ", Enumerable.Range(0, sizes[0]).Select(i => Nested(values[(i * each)..((i + 1) * each)], sizes[1..]))) + "]";
    }

    private void AddLayer(string type, string? weights, string options = "", string activation = "") => _layers.Add(
        $$"""{"type": "{{type}}", "activation": "{{activation}}"{{(options.Length > 0 ? ", " : "")}}{{options}}{{(weights is null ? "" : ", \"weights\": " + weights)}}}""");

    private void AddStep((int Rows, int Columns, int Channels) result, Func<double[], int, int, int, double> compute)
    {
        _shape = result;
        _steps.Add(x =>
        {
            double[] y = new double[result.Rows * result.Columns * result.Channels];
            for (int i = 0; i < y.Length; i++) y[i] = compute(x, i / result.Channels / result.Columns, i / result.Channels % result.Columns, i % result.Channels);
            return y;
        });
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * _random.NextSingle()) - 1)];

    // TensorFlow's borders: of "same" as many results as positions by the stride, rounded up, and the odd zero behind.
    private readonly record struct Axis(int Size, int Kernel, int Stride, int Dilation, string Padding)
    {
        private int Extent => ((Kernel - 1) * Dilation) + 1;

        public int Results => Padding == "valid" ? ((Size - Extent) / Stride) + 1 : (Size + Stride - 1) / Stride;

        private int Before => Padding switch { "same" => Math.Max(((Results - 1) * Stride) + Extent - Size, 0) / 2, "causal" => Extent - 1, _ => 0 };

        public IEnumerable<(int Index, int Position)> Seen(int result)
        {
            for (int k = 0; k < Kernel; k++)
            {
                int position = (result * Stride) + (k * Dilation) - Before;
                if (position >= 0 && position < Size) yield return (k, position);
            }
        }
    }
}
