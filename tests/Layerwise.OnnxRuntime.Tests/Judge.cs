using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>What ONNX Runtime makes of a file.</summary>
internal static class Judge
{
    /// <summary>The difference that is allowed: between 0 and 1 as it is, beyond that relative.</summary>
    public const float Tolerance = 1e-5f;

    private static readonly RunOptions Options = new();

    public static float[] Outputs(byte[] file, string? output, float[] inputs, int inputSize)
    {
        using var session = new InferenceSession(file);
        int[] shape = session.InputMetadata["input"].Dimensions;
        int rows = inputs.Length / inputSize;
        bool takesOneSample = shape[0] == 1;
        if (!takesOneSample) return Run(session, output, inputs, [rows, .. shape[1..]]);
        return [.. Enumerable.Range(0, rows).SelectMany(row => Run(session, output, inputs[(row * inputSize)..((row + 1) * inputSize)], shape))];
    }

    /// <summary>The only output of a file, and its dimensions with all samples.</summary>
    public static (float[] Outputs, int[] Shape) OutputsWithShape(byte[] file, float[] inputs, int inputSize)
    {
        using var session = new InferenceSession(file);
        int[] shape = session.InputMetadata["input"].Dimensions;
        int rows = inputs.Length / inputSize;
        int each = shape[0] == 1 ? 1 : rows;
        var outputs = new List<float>();
        int[] result = [];
        for (int row = 0; row < rows; row += each)
        {
            var tensor = new DenseTensor<float>(inputs.AsMemory(row * inputSize, each * inputSize), [each, .. shape[1..]]);
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor("input", tensor)]);
            Tensor<float> only = results.Single().AsTensor<float>();
            outputs.AddRange(only);
            result = [rows, .. only.Dimensions[1..]];
        }

        return ([.. outputs], result);
    }

    /// <summary>The only output of a file with several inputs.</summary>
    public static float[] Outputs(byte[] file, Dictionary<string, float[]> inputs, int rows)
    {
        using var session = new InferenceSession(file);
        NamedOnnxValue[] values = [.. inputs.Select(input => NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<float>(input.Value, [rows, input.Value.Length / rows])))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values);
        return [.. results.Single().AsEnumerable<float>()];
    }

    /// <summary>The names of the outputs of a file.</summary>
    public static string[] OutputsOf(byte[] file)
    {
        using var session = new InferenceSession(file);
        return [.. session.OutputNames];
    }

    /// <summary>Several outputs, those of a sample behind each other.</summary>
    public static float[] EachOutput(byte[] file, string[] outputs, float[] inputs, int inputSize)
    {
        int rows = inputs.Length / inputSize;
        float[][] each = [.. outputs.Select(output => Outputs(file, output, inputs, inputSize))];
        return [.. Enumerable.Range(0, rows).SelectMany(row => each.SelectMany(values => values.Skip(row * (values.Length / rows)).Take(values.Length / rows)))];
    }

    public static void AssertAgree(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.Contains(expected, static value => value != 0);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    public static float[] Inputs(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => (6 * random.NextSingle()) - 3)];
    }

    private static float[] Run(InferenceSession session, string? output, float[] inputs, int[] shape)
    {
        var tensor = new DenseTensor<float>(inputs, shape);
        string[] wanted = [output ?? session.OutputMetadata.Keys.Single()];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor("input", tensor)], wanted, Options);
        return [.. results.Single().AsEnumerable<float>()];
    }
}
