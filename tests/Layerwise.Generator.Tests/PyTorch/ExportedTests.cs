using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>Files that PyTorch's own exporter wrote: a network loads them and a frozen class compiles them, and both compute what the module did.</summary>
[Trait("Category", "Slow")]
public sealed class ExportedTests(ExportedTests.Classes classes) : IClassFixture<ExportedTests.Classes>
{
    private const double Tolerance = 1e-5;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void StepPass<in TState>(ReadOnlySpan<float> inputs, Span<float> outputs, TState state);

    public static TheoryData<string> Names => [.. Classes.Vectors.Select(static vector => vector.Name)];

    /// <summary>Exporters make a normalization over batches part of the weights.</summary>
    public static TheoryData<string> WithoutBatches => [.. Classes.Vectors.Where(static vector => !IsOverBatches(vector)).Select(static vector => vector.Name)];

    [Theory]
    [MemberData(nameof(WithoutBatches))]
    public void A_network_loads_what_PyTorch_exports(string name)
    {
        ModuleVector vector = Classes.Of(name);
        AssertClose(vector.Windows[0].InferenceOutputs, classes.Visit(name, new Loading(vector)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_class_compiles_what_PyTorch_exports(string name)
    {
        ModuleVector vector = Classes.Of(name);
        ModuleVector.Window window = vector.Windows[0];
        Type type = classes.Frozen(name);
        float[] outputs = new float[window.InferenceOutputs.Length];
        if (vector.Modules is null)
        {
            type.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<Pass>()(window.Inputs, outputs);
        }
        else
        {
            typeof(ExportedTests).GetMethod(nameof(Steps), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetNestedType("State")!)
                .Invoke(null, [type, vector, outputs]);
        }

        AssertClose(window.InferenceOutputs, outputs);
    }

    [Fact]
    public void A_normalization_that_became_part_of_the_weights_is_named()
    {
        ModuleVector vector = Classes.Vectors.Single(IsOverBatches);
        OnnxException exception = Assert.Throws<OnnxException>(() => classes.Visit(vector.Name, new Loading(vector)));
        Assert.Contains("Layer 0 (node '/0/Conv'): the network normalizes over batches and the file does not", exception.Message, StringComparison.Ordinal);
    }

    private static bool IsOverBatches(ModuleVector vector) => vector.Declaration.Any(static attribute => attribute.Contains("BatchNormalization", StringComparison.Ordinal));

    // A state for each row; where only the last step answers in the file, its answer is the one that counts.
    private static void Steps<TState>(Type type, ModuleVector vector, float[] outputs)
        where TState : new()
    {
        var forward = type.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(TState)])!.CreateDelegate<StepPass<TState>>();
        int Constant(string name) => (int)type.GetField(name)!.GetRawConstantValue()!;
        float[] inputs = vector.Windows[0].Inputs;
        int each = inputs.Length / vector.Rows, answer = outputs.Length / vector.Rows;
        float[] answers = new float[each / Constant("StepInputSize") * Constant("StepOutputSize")];
        for (int row = 0; row < vector.Rows; row++)
        {
            forward(inputs.AsSpan(row * each, each), answers, new TState());
            answers.AsSpan(answers.Length - answer).CopyTo(outputs.AsSpan(row * answer));
        }
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private sealed record Loading(ModuleVector Vector) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Onnx.Load(network, Classes.FileOf(Vector.Name));
            float[] outputs = new float[Vector.Rows * TNetwork.OutputSize];
            network.Forward(Vector.Windows[0].Inputs, outputs);
            return outputs;
        }
    }

    /// <summary>Both of each file, in one compilation.</summary>
    public sealed class Classes : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer($"using Layerwise;\n\n{string.Join('\n', Vectors.Select(static vector => $$"""
            {{vector.Source}}
            /// <summary>A network.</summary>
            [Frozen("{{vector.Name}}.onnx")]
            public static partial class Frozen{{vector.Name}};

            """))}")
        {
            AdditionalFiles = [.. Vectors.Select(static vector => FileOf(vector.Name))],
        }.Load();

        internal static ModuleVector[] Vectors { get; } = [.. ModuleVector.ReadAll().Where(static vector => File.Exists(FileOf(vector.Name)))];

        public void Dispose() => _assembly.Dispose();

        internal static string FileOf(string name) => Path.Combine(Repository.At("tests", "Layerwise.Generator.Tests", "PyTorch", "Exported"), name + ".onnx");

        internal static ModuleVector Of(string name) => Vectors.Single(vector => vector.Name == name);

        internal Type Frozen(string name) => _assembly.Frozen.Single(type => type.Name == "Frozen" + name);

        internal TResult Visit<TResult>(string name, INetworkVisitor<TResult> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(network => network.Name == name), visitor);
    }
}
