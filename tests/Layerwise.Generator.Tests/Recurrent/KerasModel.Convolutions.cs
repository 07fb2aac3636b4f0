namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Convolutions over steps, as Keras's sources say (base_conv.py with padding="causal", and RTNeural's conv2d), and what stands between them.</summary>
internal sealed partial class KerasModel
{
    private int _features;

    /// <summary>A model whose steps have several features, of so many channels each.</summary>
    public static KerasModel OfFeatures(int features, int channels) => new(features * channels) { _features = features };

    public KerasModel Conv1D(int filters, int kernel, int dilation = 1, int groups = 1, bool isTanh = true)
    {
        int part = _width / groups;
        float[][][] weights = [.. Enumerable.Range(0, kernel).Select(_ => Matrix(part, filters))];
        float[] bias = Row(filters);
        string options = FormattableString.Invariant($"\"kernel_size\": [{kernel}], \"dilation\": [{dilation}], \"groups\": {groups},");
        AddLayer("conv1d", isTanh ? "tanh" : "", $"[null, null, {filters}]", $"[{Text(weights)}, {Text(bias)}]", options);
        AddStep(filters, Remembering((kernel - 1) * dilation, past => [.. Enumerable.Range(0, filters).Select(f =>
        {
            int first = f / (filters / groups) * part;
            double sum = bias[f];
            for (int k = 0; k < kernel; k++)
            {
                for (int c = 0; c < part; c++) sum += past[k * dilation][first + c] * weights[k][c][f];
            }

            return isTanh ? Math.Tanh(sum) : sum;
        })]));
        return this;
    }

    public KerasModel Conv2D(int filters, int kernel, int featureKernel, int dilation = 1, int stride = 1, bool isSame = false)
    {
        int channels = _width / _features;
        float[][][][] weights = [.. Enumerable.Range(0, kernel).Select(_ => (float[][][])[.. Enumerable.Range(0, featureKernel).Select(_ => Matrix(channels, filters))])];
        float[] bias = Row(filters);
        int features = _features;
        int results = isSame ? (features + stride - 1) / stride : ((features - featureKernel) / stride) + 1;
        int before = isSame ? Math.Max(((results - 1) * stride) + featureKernel - features, 0) / 2 : 0;
        string options = FormattableString.Invariant(
            $"\"kernel_size_time\": {kernel}, \"kernel_size_feature\": {featureKernel}, \"dilation\": {dilation}, \"strides\": {stride}, \"num_filters_in\": {channels}, ")
            + FormattableString.Invariant($"\"num_features_in\": {features}, \"num_filters_out\": {filters}, \"padding\": \"{(isSame ? "same" : "valid")}\",");
        AddLayer("conv2d", "tanh", $"[null, null, {results}, {filters}]", $"[{string.Concat("[", string.Join(", ", weights.Select(Text)), "]")}, {Text(bias)}]", options);
        AddStep(results * filters, Remembering((kernel - 1) * dilation, past => [.. Enumerable.Range(0, results * filters).Select(i =>
        {
            (int result, int f) = (i / filters, i % filters);
            double sum = bias[f];
            for (int k = 0; k < kernel; k++)
            {
                for (int w = 0; w < featureKernel; w++)
                {
                    int feature = (result * stride) + w - before;
                    for (int c = 0; c < channels && feature >= 0 && feature < features; c++) sum += past[k * dilation][(feature * channels) + c] * weights[k][w][c][f];
                }
            }

            return Math.Tanh(sum);
        })]));
        _features = results;
        return this;
    }

    /// <summary>A batch normalization, of steps with several features one for each channel.</summary>
    public KerasModel Normalize()
    {
        int width = _features > 0 ? _width / _features : _width;
        float[][] rows = [Row(width), Row(width), Row(width), [.. Row(width).Select(static x => x + 1.1f)]];
        string options = "\"epsilon\": 0.001," + (_features > 0 ? FormattableString.Invariant($" \"num_filters_in\": {width}, \"num_features_in\": {_features},") : "");
        AddLayer(_features > 0 ? "batchnorm2d" : "batchnorm", "", $"[null, null, {width}]", Text(rows), options);
        AddStep(_width, x => [.. x.Select((value, i) => (rows[0][i % width] * (value - rows[2][i % width]) / Math.Sqrt(rows[3][i % width] + 0.001)) + rows[1][i % width])]);
        return this;
    }

    public KerasModel PRelu()
    {
        float[] slopes = Row(_width);
        AddLayer("prelu", "", $"[null, null, {_width}]", $"[[{Text(slopes)}]]");
        AddStep(_width, x => [.. x.Select((value, i) => value < 0 ? slopes[i] * value : value)]);
        return this;
    }

    public KerasModel Activate()
    {
        AddLayer("activation", "sigmoid", $"[null, null, {_width}]", "[]");
        AddStep(_width, static x => [.. x.Select(Sigmoid)]);
        return this;
    }

    // What a window sees of the steps so far, the oldest first; zeros before the first.
    private Func<double[], double[]> Remembering(int history, Func<double[][], double[]> step)
    {
        var past = new Queue<double[]>(Enumerable.Range(0, history).Select(_ => new double[_width]));
        return x =>
        {
            past.Enqueue(x);
            double[] result = step([.. past]);
            past.Dequeue();
            return result;
        };
    }

    private static string Text(float[][][] rows) => "[" + string.Join(", ", rows.Select(Text)) + "]";
}
