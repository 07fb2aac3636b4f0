using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>A class that is nothing but the name of a file with recurrent layers computes what ONNX Runtime computes with the file, step by step and in one block.</summary>
public sealed class FrozenTests(FrozenTests.Classes classes) : IClassFixture<FrozenTests.Classes>
{
    private const int Steps = 6;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void StepPass<in TState>(ReadOnlySpan<float> inputs, Span<float> outputs, TState state);

    public static TheoryData<string> Names => new(RecurrentGraphs.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_ONNX_Runtime_computes(string name)
    {
        byte[] file = RecurrentGraphs.All[name]().Bytes();
        Type type = classes.Of(name);
        int width = Constant(type, "StepInputSize");
        float[] inputs = Judge.Inputs(Steps * width);
        float[] expected = SequenceJudge.Outputs(file, inputs, rows: 1, Steps, name.EndsWith("steps", StringComparison.Ordinal));
        foreach (int block in (int[])[1, 4, Steps])
        {
            float[] found = Run(type, inputs, block);
            Judge.AssertAgree(expected, found[^expected.Length..]);
        }
    }

    // Of a file that says how many steps there are.
    [Theory]
    [InlineData("torch-gru-last")]
    [InlineData("keras-distributed")]
    public void Whole_sequences_have_the_steps_of_the_file(string name)
    {
        byte[] file = RecurrentGraphs.All[name]().Bytes();
        Type type = classes.Of(name);
        Assert.Equal(Steps, Constant(type, "Steps"));
        float[] inputs = Judge.Inputs(3 * Steps * Constant(type, "StepInputSize"));
        float[] outputs = new float[3 * Constant(type, "OutputSize")];
        type.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<Pass>()(inputs, outputs);
        Judge.AssertAgree(SequenceJudge.Outputs(file, inputs, rows: 3, Steps, areStepsFirst: false), outputs);
    }

    // They say how many steps the sequences have that Forward takes without a state.
    [Fact]
    public void Layers_may_be_declared_beside_the_file()
    {
        using LoadedAssembly assembly = Declared("""
            [Input(9, 3)]
            [Gru(3, 5)]
            [Layer(5, 2, Activation.Tanh)]
            """).Load();
        Assert.Equal(9, Constant(assembly.Frozen.Single(), "Steps"));
    }

    private Consumer Declared(string layers) => new($$"""
        using Layerwise;
        /// <summary>A network.</summary>
        [Frozen("torch-gru.onnx")]
        {{layers}}
        public static partial class Net;
        """)
    {
        AdditionalFiles = [classes.PathOf("torch-gru")],
    };

    private static int Constant(Type type, string name) => (int)type.GetField(name)!.GetRawConstantValue()!;

    private static float[] Run(Type type, float[] inputs, int block)
    {
        Type state = type.GetNestedType("State")!;
        return (float[])typeof(FrozenTests).GetMethod(nameof(RunWith), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(state).Invoke(null, [type, inputs, block])!;
    }

    private static float[] RunWith<TState>(Type type, float[] inputs, int block)
        where TState : new()
    {
        var forward = type.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(TState)])!.CreateDelegate<StepPass<TState>>();
        int width = Constant(type, "StepInputSize"), made = Constant(type, "StepOutputSize");
        float[] outputs = new float[inputs.Length / width * made];
        var state = new TState();
        for (int step = 0; step < inputs.Length / width; step += block)
        {
            int count = Math.Min(block, (inputs.Length / width) - step);
            forward(inputs.AsSpan(step * width, count * width), outputs.AsSpan(step * made, count * made), state);
        }

        return outputs;
    }

    /// <summary>All of them in one compilation.</summary>
    public sealed class Classes : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
        private readonly LoadedAssembly _assembly;

        public Classes()
        {
            string[] names = [.. RecurrentGraphs.All.Keys];
            foreach (string name in names) File.WriteAllBytes(PathOf(name), RecurrentGraphs.All[name]().Bytes());
            string source = string.Join('\n', names.Select(static (name, i) => $$"""
                /// <summary>A network.</summary>
                [Frozen("{{name}}.onnx")]
                public static partial class Net{{i}};
                """));
            _assembly = new Consumer("using Layerwise;\n" + source) { AdditionalFiles = [.. names.Select(PathOf)] }.Load();
        }

        public string PathOf(string name) => Path.Combine(_folder, name + ".onnx");

        public Type Of(string name) => _assembly.Frozen.Single(type => type.GetCustomAttribute<FrozenAttribute>()!.File == name + ".onnx");

        public void Dispose()
        {
            _assembly.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
