using System.Collections.Immutable;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>A project with a network that is frozen from net.safetensors, in a folder of its own.</summary>
public abstract class FrozenProjectTests : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("layerwise-rules-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static Tensor[] Sound() => [Tensor.Of("layers.0.weight", [3, 2], new float[6]), Tensor.Of("layers.0.bias", [2], new float[2])];

    protected static byte[] Bytes(params Tensor[] tensors) => Bytes([], tensors);

    protected static byte[] Bytes(KeyValuePair<string, string>[] metadata, Tensor[] tensors)
    {
        using var stream = new MemoryStream();
        new SafetensorsFile(tensors, metadata).Write(stream);
        return stream.ToArray();
    }

    protected string Save(string name, Tensor[] tensors) => Save(name, Bytes(tensors));

    protected string Save(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    protected static Task<ImmutableArray<Diagnostic>> RunAsync(params string[] files) => RunAsync("3, 2", embeds: false, files);

    protected static Task<ImmutableArray<Diagnostic>> RunAsync(string sizes, bool embeds, params string[] files) =>
        RunAsync($"[Layer({sizes}, Activation.Relu)]", embeds ? new Dictionary<string, string> { ["Embed"] = "true" } : [], files);

    protected static Task<ImmutableArray<Diagnostic>> RunAsync(string layers, Dictionary<string, string> metadata, params string[] files) => RunAsync(layers, metadata, files, "");

    protected static Task<ImmutableArray<Diagnostic>> RunAsync(string layers, Dictionary<string, string> metadata, string[] files, string others, string name = "Net")
    {
        Compilation compilation = Compilations.Of($$"""
            using Layerwise;
            using Layerwise.Runtime;

            [Frozen("net.safetensors")]
            {{layers}}
            public static partial class {{name}};

            {{others}}

            public readonly struct Own : IActivation
            {
                public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, ILanes<TLanes> => z;

                public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(1f);
            }
            """);
        var options = new AnalyzerOptions([.. files.Select(static file => new BinaryFile(file))], new AdditionalFileOptions(metadata));
        return new CompilationWithAnalyzers(compilation, [new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }
}
