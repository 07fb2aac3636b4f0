using System.Reflection;
using System.Text.Json;
using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Frozen;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>A class that is nothing but the name of a file computes what ONNX Runtime computes with the file; pictures and signals are channels last there.</summary>
public sealed class ExportedTests(ExportedTests.Classes classes) : IClassFixture<ExportedTests.Classes>
{
    private const int Rows = 5;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Names => new(ExportedGraphs.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_ONNX_Runtime_computes(string name)
    {
        ExportedGraph graph = ExportedGraphs.All[name]();
        byte[] file = graph.Bytes();
        int[] shape = [.. graph.Input.Skip(1).Select(static size => (int)size)];
        int size = shape.Aggregate(1, static (product, length) => product * length);
        float[] inputs = Judge.Inputs(Rows * size);
        (float[] expected, int[] result) = Judge.OutputsWithShape(file, inputs, size);
        bool isChannelsFirst = !name.StartsWith("keras", StringComparison.Ordinal) && !name.StartsWith("mean", StringComparison.Ordinal);
        int[] taken = name == "torch-flat-input" ? [3, 6, 4] : shape;
        float[] found = FrozenFiles.Outputs(classes.Of(name), isChannelsFirst ? ChannelsLast(inputs, taken) : inputs);
        Judge.AssertAgree(isChannelsFirst ? ChannelsLast(expected, result[1..]) : expected, found);
    }

    // Other tests have them as files: of the light bulb that writes attributes out, and of what happens to mutated ones.
    [Fact]
    public void The_files_are_those_of_the_graphs()
    {
        Dictionary<string, byte[]> files = ExportedGraphs.All.ToDictionary(static graph => graph.Key, static graph => graph.Value().Bytes());
        string path = Repository.At("tests/Layerwise.OnnxRuntime.Tests/files/windows.json");
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, JsonSerializer.Serialize(files, Indented) + "\n");
        else Assert.Equal(files, OnnxFiles.Windows);
    }

    /// <summary>From [rows, channels, positions] to [rows, positions, channels].</summary>
    internal static float[] ChannelsLast(float[] values, int[] shape)
    {
        int channels = shape[0];
        int size = shape.Aggregate(1, static (product, length) => product * length);
        int positions = size / channels;
        float[] moved = new float[values.Length];
        for (int i = 0; i < values.Length; i++) moved[(i / size * size) + (i % positions * channels) + (i % size / positions)] = values[i];
        return moved;
    }

    /// <summary>All of them in one compilation.</summary>
    public sealed class Classes : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
        private readonly LoadedAssembly _assembly;

        public Classes()
        {
            string[] names = [.. ExportedGraphs.All.Keys];
            foreach (string name in names) File.WriteAllBytes(Path.Combine(_folder, name + ".onnx"), ExportedGraphs.All[name]().Bytes());
            string source = string.Join('\n', names.Select(static (name, i) => $$"""
                /// <summary>A network.</summary>
                [Frozen("{{name}}.onnx")]
                public static partial class Net{{i}};
                """));
            _assembly = new Consumer("using Layerwise;\n" + source) { AdditionalFiles = [.. names.Select(name => Path.Combine(_folder, name + ".onnx"))] }.Load();
        }

        public Type Of(string name) => _assembly.Frozen.Single(type => type.GetCustomAttribute<FrozenAttribute>()!.File == name + ".onnx");

        public void Dispose()
        {
            _assembly.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
