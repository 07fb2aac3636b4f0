using Layerwise.Generator.Tests.Harness;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>Several outputs behind recurrent layers: ONNX Runtime computes each of a saved file, and so do a network that loads it and a class frozen from it.</summary>
public sealed class HeadsTests
{
    private const int Rows = 3;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Fact]
    public void Of_each_step() => AssertComputes<StepHeads>();

    [Fact]
    public void Of_the_last_step() => AssertComputes<LastHeads>();

    private static void AssertComputes<TNetwork>()
        where TNetwork : class, ILoadableNetwork<TNetwork>, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        network.Initialize(3);
        float[] inputs = Judge.Inputs(Rows * TNetwork.InputSize);
        float[] outputs = new float[Rows * TNetwork.OutputSize];
        network.Forward(inputs, outputs);
        using var stream = new MemoryStream();
        Onnx.Save(network, stream);

        using var session = new InferenceSession(stream.ToArray());
        Assert.Equal(["Policy", "Value"], session.OutputNames);
        NamedOnnxValue[] taken = [NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(inputs, [Rows, TNetwork.Steps, TNetwork.StepInputSize]))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(taken);
        foreach (HeadInfo head in TNetwork.Heads)
        {
            float[] own = [.. outputs.Chunk(TNetwork.StepOutputSize).SelectMany(answer => answer.Skip(head.Offset).Take(head.Size))];
            Judge.AssertAgree(own, [.. results.Single(result => result.Name == head.Name).AsEnumerable<float>()]);
        }

        stream.Position = 0;
        float[] loaded = new float[outputs.Length];
        Onnx.Load<TNetwork>(stream).Forward(inputs, loaded);
        Assert.Equal(outputs, loaded);
        AssertFrozen<TNetwork>(stream.ToArray(), inputs, outputs);
    }

    private static void AssertFrozen<TNetwork>(byte[] file, float[] inputs, float[] expected)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
        try
        {
            string path = Path.Combine(folder, "heads.onnx");
            File.WriteAllBytes(path, file);
            var consumer = new Consumer($"""
                using Layerwise;
                /// <summary>A network.</summary>
                [Frozen("heads.onnx")]
                [Input({TNetwork.Steps}, {TNetwork.StepInputSize})]
                {Declared<TNetwork>()}
                public static partial class Still;
                """) { AdditionalFiles = [path] };
            using LoadedAssembly assembly = consumer.Load();
            Type still = assembly.Frozen.Single();
            float[] found = new float[expected.Length];
            still.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<Pass>()(inputs, found);
            Judge.AssertAgree(expected, found);
            Assert.Equal(3, still.GetField("PolicySize")!.GetRawConstantValue());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Declared<TNetwork>() => typeof(TNetwork) == typeof(StepHeads)
        ? "[Gru(3, 5)]\n[Layer(5, 4, Activation.Tanh, Head = \"Policy\")]\n[Output(\"Policy\", 4, 3, Activation.Softmax)]\n[Output(\"Value\", 5, 1, Activation.Identity)]"
        : "[Lstm(3, 5, LastStepOnly = true)]\n[Output(\"Policy\", 5, 3, Activation.Softmax)]\n[Output(\"Value\", 5, 1, Activation.Identity)]";
}
