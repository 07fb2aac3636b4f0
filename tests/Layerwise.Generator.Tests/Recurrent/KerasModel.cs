using System.Globalization;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>
/// A Keras model of layers with random weights: as RTNeural's exporter writes it, and what it computes, in double precision, as Keras's sources say (gru.py with reset_after
/// and without, lstm.py, dense.py).
/// </summary>
internal sealed partial class KerasModel
{
    private readonly Random _random = new(21);
    private readonly List<string> _layers = [];
    private readonly List<Func<double[], double[]>> _steps = [];
    private readonly int _inputs;
    private int _width;

    public KerasModel(int inputs) => (_inputs, _width) = (inputs, inputs);

    /// <summary>The file.</summary>
    /// <param name="steps">Steps of a sequence; null where it leaves them open.</param>
    public string Json(int? steps = null)
    {
        string length = steps?.ToString(CultureInfo.InvariantCulture) ?? "null";
        string sizes = _features > 0 ? $"{_features}, {_inputs / _features}" : _inputs.ToString(CultureInfo.InvariantCulture);
        return $$"""{"in_shape": [null, {{length}}, {{sizes}}], "layers": [{{string.Join(",\n", _layers)}}]}""";
    }

    public KerasModel Gru(int units, bool hasBias = true)
    {
        (float[][] kernel, float[][] recurrent, float[][] bias) = (Matrix(_width, 3 * units), Matrix(units, 3 * units), Matrix(2, 3 * units));
        if (!hasBias) bias = [new float[3 * units], new float[3 * units]];
        AddLayer("gru", "tanh", $"[null, null, {units}]", $"[{Text(kernel)}, {Text(recurrent)}{(hasBias ? ", " + Text(bias) : "")}]");
        double[] h = new double[units];
        AddStep(units, x => h = [.. Enumerable.Range(0, units).Select(j =>
        {
            double X(int gate) => Sum(x, kernel, (gate * units) + j) + bias[0][(gate * units) + j];
            double H(int gate) => Sum(h, recurrent, (gate * units) + j) + bias[1][(gate * units) + j];
            double z = Sigmoid(X(0) + H(0));
            double r = Sigmoid(X(1) + H(1));
            return (z * h[j]) + ((1 - z) * Math.Tanh(X(2) + (r * H(2))));
        })]);
        return this;
    }

    public KerasModel GruResetFirst(int units)
    {
        (float[][] kernel, float[][] recurrent, float[] bias) = (Matrix(_width, 3 * units), Matrix(units, 3 * units), Row(3 * units));
        AddLayer("gru", "tanh", $"[null, null, {units}]", $"[{Text(kernel)}, {Text(recurrent)}, {Text(bias)}]");
        double[] h = new double[units];
        AddStep(units, x =>
        {
            double Z(int gate, int j, double[] past) => Sum(x, kernel, (gate * units) + j) + Sum(past, recurrent, (gate * units) + j) + bias[(gate * units) + j];
            double[] reset = [.. h.Select((value, j) => Sigmoid(Z(1, j, h)) * value)];
            double[] keep = [.. h.Select((_, j) => Sigmoid(Z(0, j, h)))];
            return h = [.. h.Select((value, j) => (keep[j] * value) + ((1 - keep[j]) * Math.Tanh(Z(2, j, reset))))];
        });
        return this;
    }

    public KerasModel Lstm(int units, bool isLastStepOnly = false)
    {
        (float[][] kernel, float[][] recurrent, float[] bias) = (Matrix(_width, 4 * units), Matrix(units, 4 * units), Row(4 * units));
        AddLayer("lstm", "", isLastStepOnly ? $"[null, {units}]" : $"[null, null, {units}]", $"[{Text(kernel)}, {Text(recurrent)}, {Text(bias)}]");
        double[] h = new double[units], c = new double[units];
        AddStep(units, x => h = [.. Enumerable.Range(0, units).Select(j =>
        {
            double Z(int gate) => Sum(x, kernel, (gate * units) + j) + Sum(h, recurrent, (gate * units) + j) + bias[(gate * units) + j];
            c[j] = (Sigmoid(Z(1)) * c[j]) + (Sigmoid(Z(0)) * Math.Tanh(Z(2)));
            return Sigmoid(Z(3)) * Math.Tanh(c[j]);
        })]);
        return this;
    }

    public KerasModel Dense(int units, bool isTanh = false, bool isTimeDistributed = false)
    {
        (float[][] kernel, float[] bias) = (Matrix(_width, units), Row(units));
        AddLayer(isTimeDistributed ? "time-distributed-dense" : "dense", isTanh ? "tanh" : "", $"[null, null, {units}]", $"[{Text(kernel)}, {Text(bias)}]");
        AddStep(units, x => [.. Enumerable.Range(0, units).Select(j => Sum(x, kernel, j) + bias[j]).Select(z => isTanh ? Math.Tanh(z) : z)]);
        return this;
    }

    /// <summary>What comes out at the next step.</summary>
    public double[] Next(IEnumerable<float> inputs) => _steps.Aggregate(inputs.Select(static x => (double)x).ToArray(), static (values, step) => step(values));

    private static double Sum(double[] values, float[][] matrix, int column) => values.Select((value, row) => value * matrix[row][column]).Sum();

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static string Text(float[] row) => "[" + string.Join(", ", row.Select(static value => value.ToString(CultureInfo.InvariantCulture))) + "]";

    private static string Text(float[][] rows) => "[" + string.Join(", ", rows.Select(Text)) + "]";

    private void AddLayer(string type, string activation, string shape, string weights, string options = "") =>
        _layers.Add($$"""{"type": "{{type}}", "activation": "{{activation}}", "shape": {{shape}}, {{options}} "weights": {{weights}}}""");

    private void AddStep(int units, Func<double[], double[]> step)
    {
        _width = units;
        _steps.Add(step);
    }

    private float[] Row(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * _random.NextSingle()) - 1)];

    private float[][] Matrix(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => Row(columns))];
}
