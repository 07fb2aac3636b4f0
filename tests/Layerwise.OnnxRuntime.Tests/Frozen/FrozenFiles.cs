using System.Reflection;
using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Files;

namespace Layerwise.OnnxRuntime.Tests.Frozen;

/// <summary>
/// A program that has files as classes, in one compilation: as constants or embedded. Of files with one output it takes some, others in each run: one reader
/// loads them all, and each class is two passes for the just-in-time compiler.
/// </summary>
public sealed class FrozenFiles : IDisposable
{
    // Outputs that share no layer: a declared network can't have them.
    private static readonly string[] Apart = [.. OnnxFiles.All.Keys.Where(static name => name.StartsWith("actor-critic", StringComparison.Ordinal))];

    // Every spelling of an architecture is read as the same layers.
    private const int UsualFiles = 50;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
    private readonly Lazy<LoadedAssembly> _constants;
    private readonly Lazy<LoadedAssembly> _embedded;

    public FrozenFiles()
    {
        foreach ((string name, byte[] file) in Files) File.WriteAllBytes(Path.Combine(_folder, name + ".onnx"), file);
        _constants = new Lazy<LoadedAssembly>(() => Compile(embeds: false));
        _embedded = new Lazy<LoadedAssembly>(() => Compile(embeds: true));
    }

    internal delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>All files.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = OnnxFiles.All.Concat(OnnxFiles.Heads).Concat(OnnxFiles.Outputs).ToDictionary();

    /// <summary>Files of which a class has one output, as many as a usual run tries.</summary>
    public static IReadOnlyList<string> Chosen { get; } =
        [.. Sweep.Draw([.. OnnxFiles.All.Keys.Except(Apart)], UsualFiles, new Random(Sweep.Seed)), .. Apart];

    /// <summary>Files with several outputs of which every one is asked for.</summary>
    public static IEnumerable<string> WithHeads => [.. OnnxFiles.Heads.Keys, .. OnnxFiles.Outputs.Keys, .. Apart];

    internal float[] Outputs(string name, bool embeds, float[] inputs)
    {
        bool wantsAll = !Apart.Contains(name);
        return Outputs(TypeOf(embeds, name, frozen => wantsAll || frozen.Output is not null), inputs);
    }

    /// <summary>The class with all outputs of a file.</summary>
    internal Type WithAllOutputs(string name, bool embeds) => TypeOf(embeds, name, static frozen => frozen.Output is null);

    internal static float[] Outputs(Type type, float[] inputs)
    {
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

    private Type TypeOf(bool embeds, string name, Func<FrozenAttribute, bool> isWanted) => (embeds ? _embedded.Value : _constants.Value).Frozen.Single(type =>
        type.GetCustomAttribute<FrozenAttribute>() is { } frozen && frozen.File == name + ".onnx" && isWanted(frozen));

    private LoadedAssembly Compile(bool embeds)
    {
        IEnumerable<string> wanted =
        [
            .. Chosen.Select(static name => $"\"{name}.onnx\"{(Apart.Contains(name) ? ", Output = \"action\"" : "")}"),
            .. WithHeads.Select(static name => $"\"{name}.onnx\""),
        ];
        string classes = string.Join('\n', wanted.Select(static (file, i) => $$"""
            /// <summary>A network.</summary>
            [Frozen({{file}})]
            public static partial class Net{{i}};
            """));
        var consumer = new Consumer("using Layerwise;\n" + classes)
        {
            AdditionalFiles = [.. Files.Keys.Select(name => Path.Combine(_folder, name + ".onnx"))],
            EmbedsFiles = embeds,
        };
        return consumer.Load();
    }
}
