using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Layerwise.OnnxImport;
using Layerwise.OnnxModels;
using Layerwise.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Weights;

/// <summary>
/// A safetensors or ONNX file among the additional files of a project. Two are equal when path, content and use are, so that the pipeline goes no further
/// when a file was only touched.
/// </summary>
internal sealed class WeightFile : IEquatable<WeightFile>
{
    private const string Extension = ".safetensors";
    private const string GraphExtension = ".onnx";

    // As the package's targets let the compiler see it.
    private const string EmbedKey = "build_metadata.AdditionalFiles.Embed";

    // The compiler keeps its object for a file until the file changes; generator and analyzers then read it once, however often they look at it.
    private static readonly ConditionalWeakTable<AdditionalText, WeightFile> Known = new();

    private readonly byte[] _content;
    private readonly string _hash;
    private readonly ConcurrentDictionary<string, IReadOnlyList<ChainLayer>> _layers = new();

    private WeightFile(string path, byte[] content)
    {
        Path = path;
        _content = content;
        using var sha = SHA256.Create();
        _hash = Convert.ToBase64String(sha.ComputeHash(content));
        if (IsGraph) return;
        try
        {
            Layout = SafetensorsLayout.Read(content);
        }
        catch (SafetensorsException e)
        {
            Problem = e.Message;
        }
    }

    private WeightFile(WeightFile embedded)
    {
        Path = embedded.Path;
        _content = embedded._content;
        _layers = embedded._layers;
        _hash = embedded._hash;
        Layout = embedded.Layout;
        Problem = embedded.Problem;
        IsEmbedded = true;
    }

    private WeightFile(string path, string problem)
    {
        Path = path;
        Problem = problem;
        _content = [];
        _hash = problem;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What it holds; null where it can't be read, and for a graph.</summary>
    public SafetensorsLayout? Layout { get; }

    /// <summary>Why it can't be read; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>Whether it says of itself which layers it has.</summary>
    public bool IsGraph => IsGraphName(Path);

    /// <summary>Whether the project embeds the whole file as a resource, under <see cref="Name"/>.</summary>
    public bool IsEmbedded { get; }

    /// <summary>Its name without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Number of bytes.</summary>
    public int Length => _content.Length;

    public static bool IsWeightFile(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || IsGraphName(text.Path);

    /// <summary>Whether a file of that name says of itself which layers it has.</summary>
    public static bool IsGraphName(string name) => name.EndsWith(GraphExtension, StringComparison.OrdinalIgnoreCase);

    public static WeightFile Read(AdditionalText text, AnalyzerConfigOptionsProvider options)
    {
        WeightFile file = Known.GetValue(text, static text => Read(text.Path));
        return options.GetOptions(text).TryGetValue(EmbedKey, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) ? new WeightFile(file) : file;
    }

    /// <summary>Whether an attribute that gives <paramref name="name"/> means this file: its whole path, or its last parts.</summary>
    public bool IsNamed(string name)
    {
        string path = Normalized(Path);
        string end = Normalized(name);
        bool isWhole = path.Length == end.Length || end.StartsWith("/", StringComparison.Ordinal);
        return path.EndsWith(end, StringComparison.Ordinal) && (isWhole || path[path.Length - end.Length - 1] == '/');
    }

    /// <summary>The layers of a graph, every normalization part of a layer.</summary>
    /// <param name="output">The value that the last one gives; null for the only output.</param>
    /// <exception cref="OnnxException">It has none, or something else.</exception>
    public IReadOnlyList<ChainLayer> Layers(string? output) => _layers.GetOrAdd(output ?? "", _ => GraphImport.ReadFolded(_content, NoOtherFiles, output));

    /// <summary>The values of one of its tensors as floats.</summary>
    public float[] Values(TensorEntry tensor) => TensorFloats.Read(Elements(tensor), tensor.Type);

    /// <summary>The first value of one of its tensors that is finite but that no float can hold; null where there is none.</summary>
    public double? BeyondFloat(TensorEntry tensor) => TensorFloats.BeyondFloat(Elements(tensor), tensor.Type);

    /// <summary>Where one of its tensors begins, in bytes.</summary>
    public int Start(TensorEntry tensor) => Layout!.DataStart + (int)tensor.Begin;

    public bool Equals(WeightFile? other) => other is not null && Path == other.Path && _hash == other._hash && IsEmbedded == other.IsEmbedded;

    public override bool Equals(object? obj) => Equals(obj as WeightFile);

    public override int GetHashCode() => _hash.GetHashCode();

    // The compiler would not see that one of them has changed.
    private static ReadOnlyMemory<byte> NoOtherFiles(ExternalPlace place, long length) =>
        throw new OnnxException($"Its weights lie in another file, {FileText.Quote(place.Location)}; save the model with its weights in one file.");

    private ReadOnlySpan<byte> Elements(TensorEntry tensor) => _content.AsSpan(Start(tensor), (int)(tensor.End - tensor.Begin));

    private static string Normalized(string path)
    {
        string normalized = path.Replace('\\', '/');
        return normalized.StartsWith("./", StringComparison.Ordinal) ? normalized.Substring(2) : normalized;
    }

    // The compiler hands out additional files as text only, and refuses bytes that are none. The file is an input of the build all the same.
#pragma warning disable RS1035
    private static WeightFile Read(string path)
    {
        try
        {
            return new WeightFile(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WeightFile(path, e.Message);
        }
    }
#pragma warning restore RS1035
}
