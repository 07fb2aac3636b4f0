using System.Reflection;
using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Files;

namespace Layerwise.OnnxRuntime.Tests.Frozen;

/// <summary>A program that has every file as a class, in one compilation: as constants or embedded.</summary>
public sealed class FrozenFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
    private readonly Lazy<LoadedAssembly> _constants;
    private readonly Lazy<LoadedAssembly> _embedded;

    public FrozenFiles()
    {
        foreach ((string name, byte[] file) in OnnxFiles.All) File.WriteAllBytes(Path.Combine(_folder, name + ".onnx"), file);
        _constants = new Lazy<LoadedAssembly>(() => Compile(embeds: false));
        _embedded = new Lazy<LoadedAssembly>(() => Compile(embeds: true));
    }

    internal delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    internal float[] Outputs(string name, bool embeds, float[] inputs)
    {
        LoadedAssembly assembly = embeds ? _embedded.Value : _constants.Value;
        Type type = assembly.Frozen.Single(type => type.GetCustomAttribute<FrozenAttribute>()!.File == name + ".onnx");
        int rows = inputs.Length / (int)type.GetField("InputSize")!.GetRawConstantValue()!;
        float[] outputs = new float[rows * (int)type.GetField("OutputSize")!.GetRawConstantValue()!];
        type.GetMethod("Forward")!.CreateDelegate<Pass>()(inputs, outputs);
        return outputs;
    }

    public void Dispose()
    {
        foreach (Lazy<LoadedAssembly> assembly in new[] { _constants, _embedded })
        {
            if (assembly.IsValueCreated) assembly.Value.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private LoadedAssembly Compile(bool embeds)
    {
        string classes = string.Join('\n', OnnxFiles.All.Keys.Select(static (name, i) => $$"""
            /// <summary>A network.</summary>
            [Frozen("{{name}}.onnx"{{(name.StartsWith("actor-critic", StringComparison.Ordinal) ? ", Output = \"action\"" : "")}})]
            public static partial class Net{{i}};
            """));
        var consumer = new Consumer("using Layerwise;\n" + classes)
        {
            AdditionalFiles = [.. OnnxFiles.All.Keys.Select(name => Path.Combine(_folder, name + ".onnx"))],
            EmbedsFiles = embeds,
        };
        return consumer.Load();
    }
}
