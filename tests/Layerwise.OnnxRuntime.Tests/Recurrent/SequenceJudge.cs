using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>What ONNX Runtime makes of a file that takes sequences.</summary>
internal static class SequenceJudge
{
    /// <summary>The first output, [rows, steps, outputs] or [rows, outputs]; other inputs than the sequences are zeros.</summary>
    public static float[] Outputs(byte[] file, float[] inputs, int rows, int steps, bool areStepsFirst)
    {
        using var session = new InferenceSession(file);
        int[] shape = session.InputMetadata["input"].Dimensions;
        bool takesOne = shape.Length == 2 || shape[areStepsFirst ? 1 : 0] == 1;
        if (!takesOne) return Run(session, inputs, rows, steps, areStepsFirst);
        int size = inputs.Length / rows;
        return [.. Enumerable.Range(0, rows).SelectMany(row => Run(session, inputs[(row * size)..((row + 1) * size)], 1, steps, areStepsFirst))];
    }

    /// <summary>Blocks of 1, 2, … steps.</summary>
    public static IEnumerable<int> Blocks(int steps)
    {
        for (int block = 1; steps > 0; steps -= block++) yield return Math.Min(block, steps);
    }

    /// <summary>One sequence in such blocks, with the state that goes in and comes out; and the last one.</summary>
    public static (float[] Outputs, float[] State) BlockByBlock(byte[] file, float[] inputs, int steps, int stateSize)
    {
        using var session = new InferenceSession(file);
        int width = inputs.Length / steps;
        float[] state = new float[stateSize];
        var outputs = new List<float>();
        int start = 0;
        foreach (int block in Blocks(steps))
        {
            NamedOnnxValue[] values =
            [
                NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(inputs.AsMemory(start * width, block * width), [1, block, width])),
                NamedOnnxValue.CreateFromTensor("state", new DenseTensor<float>(state, [1, stateSize])),
            ];
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values);
            outputs.AddRange(results.Single(static result => result.Name == "output").AsEnumerable<float>());
            state = [.. results.Single(static result => result.Name == "next_state").AsEnumerable<float>()];
            start += block;
        }

        return ([.. outputs], state);
    }

    private static float[] Run(InferenceSession session, float[] inputs, int rows, int steps, bool areStepsFirst)
    {
        int width = inputs.Length / rows / steps;
        int rank = session.InputMetadata["input"].Dimensions.Length;
        float[] brought = areStepsFirst ? Swapped(inputs, rows, steps, width) : inputs;
        int[] shape = rank == 2 ? [steps, width] : areStepsFirst ? [steps, rows, width] : [rows, steps, width];
        var values = new List<NamedOnnxValue> { NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(brought, shape)) };
        foreach ((string name, NodeMetadata input) in session.InputMetadata.Where(static input => input.Key != "input"))
        {
            values.Add(NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>([.. input.Dimensions.Select(size => size < 0 ? rows : size)])));
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(values, [session.OutputNames[0]]);
        float[] outputs = [.. results.Single().AsEnumerable<float>()];
        return areStepsFirst && outputs.Length % (rows * steps) == 0 ? Swapped(outputs, steps, rows, outputs.Length / rows / steps) : outputs;
    }

    // [rows, columns, width] → [columns, rows, width]
    private static float[] Swapped(float[] values, int rows, int columns, int width)
    {
        float[] swapped = new float[values.Length];
        for (int i = 0; i < values.Length; i++) swapped[(((i / width % columns * rows) + (i / width / columns)) * width) + (i % width)] = values[i];
        return swapped;
    }
}
