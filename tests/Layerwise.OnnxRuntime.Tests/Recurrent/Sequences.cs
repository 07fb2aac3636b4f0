namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>A network with recurrent layers, its type forgotten: what tests do with every one of them.</summary>
internal abstract class Sequences
{
    /// <summary>Floats of a sequence.</summary>
    public abstract int InputSize { get; }

    /// <summary>Steps of a sequence.</summary>
    public abstract int Steps { get; }

    /// <summary>Loads a file into a new network, and computes whole sequences.</summary>
    public abstract float[] Outputs(byte[] file, float[] inputs);

    /// <summary>The same with a state, step by step; of a network that answers the last step, that answer.</summary>
    public abstract float[] StepByStep(byte[] file, float[] inputs, int rows);

    /// <summary>A network with parameters of its own, saved; and what it computes.</summary>
    public abstract (byte[] File, float[] Outputs) Save(float[] inputs, bool withState);

    /// <summary>One sequence with a state, in blocks of 1, 2, … steps: of each block the answers, or that to its last step alone; and the state at the end.</summary>
    public abstract float[] BlockByBlock(byte[] file, float[] inputs, out float[] state);
}

/// <summary>One of them.</summary>
internal sealed class Sequences<TNetwork> : Sequences
    where TNetwork : class, ILoadableNetwork<TNetwork>, IRecurrentNetwork<TNetwork>
{
    public override int InputSize => TNetwork.InputSize;

    public override int Steps => TNetwork.Steps;

    public override float[] Outputs(byte[] file, float[] inputs)
    {
        TNetwork network = Load(file);
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }

    public override float[] StepByStep(byte[] file, float[] inputs, int rows)
    {
        TNetwork network = Load(file);
        float[] step = new float[TNetwork.StepOutputSize];
        var outputs = new List<float>();
        for (int row = 0; row < rows; row++)
        {
            RecurrentState<TNetwork> state = TNetwork.CreateState();
            for (int i = 0; i < TNetwork.Steps; i++)
            {
                network.Forward(inputs.AsSpan((row * TNetwork.InputSize) + (i * TNetwork.StepInputSize), TNetwork.StepInputSize), step, state);
                if (i == TNetwork.Steps - 1 || TNetwork.OutputSize > TNetwork.StepOutputSize) outputs.AddRange(step);
            }
        }

        return [.. outputs];
    }

    public override (byte[] File, float[] Outputs) Save(float[] inputs, bool withState)
    {
        TNetwork network = TNetwork.CreateBlank();
        network.Initialize(3);
        var random = new Random(5);
        foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;
        using var stream = new MemoryStream();
        Onnx.Save(network, stream, withState: withState);
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Forward(inputs, outputs);
        return (stream.ToArray(), outputs);
    }

    public override float[] BlockByBlock(byte[] file, float[] inputs, out float[] state)
    {
        TNetwork network = Load(file);
        RecurrentState<TNetwork> remembered = TNetwork.CreateState();
        var outputs = new List<float>();
        int start = 0;
        foreach (int steps in SequenceJudge.Blocks(TNetwork.Steps))
        {
            float[] block = new float[steps * TNetwork.StepOutputSize];
            network.Forward(inputs.AsSpan(start * TNetwork.StepInputSize, steps * TNetwork.StepInputSize), block, remembered);
            bool isLastOnly = TNetwork.OutputSize == TNetwork.StepOutputSize;
            outputs.AddRange(isLastOnly ? block[^TNetwork.StepOutputSize..] : block);
            start += steps;
        }

        state = remembered.Values.ToArray();
        return [.. outputs];
    }

    private static TNetwork Load(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return Onnx.Load<TNetwork>(stream);
    }
}
