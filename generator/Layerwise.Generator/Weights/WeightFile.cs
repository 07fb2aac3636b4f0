using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Layerwise.Chains;
using Layerwise.Generator.Model;
using Layerwise.KerasImport;
using Layerwise.OnnxImport;
using Layerwise.OnnxModels;
using Layerwise.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Weights;

/// <summary>
/// A safetensors, ONNX or JSON file among the additional files of a project. Two are equal when path, content and use are, so that the pipeline goes no further
/// when a file was only touched.
/// </summary>
internal sealed class WeightFile : IEquatable<WeightFile>
{
    private const string Extension = ".safetensors";
    private const string GraphExtension = ".onnx";
    private const string JsonExtension = ".json";
    private const string DataExtension = ".data";

    // The compiler keeps its object for a file until the file changes; generator and analyzers then read it once, however often they look at it.
    private static readonly ConditionalWeakTable<AdditionalText, WeightFile> Known = new();

    // What compilers run on has it, but for .NET Framework, and there are no pipes among the files of its system.
    private static readonly Func<FileSystemInfo, bool, FileSystemInfo?>? FollowLink =
        (Func<FileSystemInfo, bool, FileSystemInfo?>?)typeof(FileSystemInfo).GetMethod("ResolveLinkTarget")?.CreateDelegate(typeof(Func<FileSystemInfo, bool, FileSystemInfo?>));

    private readonly byte[] _content;
    private readonly string _hash;

    // By content and output: what is read once is shared by all that are made of the file.
    private readonly ConcurrentDictionary<string, ChainLayers> _layers = new();

    // By network, format and test data, which messages name, for the same reason: generator and analyzers ask again with every edit.
    private readonly ConcurrentDictionary<(NetworkSpec, WeightFormat, string, string?, string?), RoundedWeights> _rounded = new();
    private readonly ImmutableArray<WeightFile> _others = ImmutableArray<WeightFile>.Empty;

    private WeightFile(string path, byte[] content)
    {
        Path = path;
        _content = content;
        using var sha = SHA256.Create();
        _hash = Convert.ToBase64String(sha.ComputeHash(content));
        if (SaysLayers || IsData) return;
        try
        {
            Layout = SafetensorsLayout.Read(content);
        }
        catch (SafetensorsException e)
        {
            Problem = e.Message;
        }
    }

    private WeightFile(WeightFile file, FileUse use)
    {
        Path = file.Path;
        _content = file._content;
        _layers = file._layers;
        _rounded = file._rounded;
        _hash = file._hash;
        Layout = file.Layout;
        Problem = file.Problem;
        Use = use;
    }

    private WeightFile(WeightFile graph, ImmutableArray<WeightFile> others)
    {
        Path = graph.Path;
        _content = graph._content;
        _layers = graph._layers;
        _rounded = graph._rounded;
        _others = others;
        _hash = graph._hash + string.Concat(others.Select(static other => other.Path + other._hash));
        Problem = graph.Problem;
        Use = graph.Use;
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
    public bool SaysLayers => IsNameOfLayers(Path);

    /// <summary>Whether it is a Keras model as JSON.</summary>
    public bool IsJson => IsJsonName(Path);

    /// <summary>Whether it is what exporters put beside a graph: its weights, without names.</summary>
    private bool IsData => Path.EndsWith(DataExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the project wants of it.</summary>
    public FileUse Use { get; } = FileUse.Plain;

    /// <summary>Whether the project embeds the whole file as a resource, under <see cref="Name"/>.</summary>
    public bool IsEmbedded => Use.IsEmbedded;

    /// <summary>Its name without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Number of bytes.</summary>
    public int Length => _content.Length;

    public static bool IsWeightFile(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || IsNameOfLayers(text.Path)
        || text.Path.EndsWith(DataExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name says of itself which layers it has.</summary>
    public static bool IsNameOfLayers(string name) => name.EndsWith(GraphExtension, StringComparison.OrdinalIgnoreCase) || IsJsonName(name);

    public static WeightFile Read(AdditionalText text, AnalyzerConfigOptionsProvider options)
    {
        WeightFile file = Known.GetValue(text, static text => Read(text.Path));
        FileUse use = FileUse.Read(options.GetOptions(text));
        return use == file.Use ? file : new WeightFile(file, use);
    }

    /// <summary>A graph together with the files in its folder that its weights may lie in; every other file as it is.</summary>
    public WeightFile Beside(IEnumerable<WeightFile> files)
    {
        if (!SaysLayers || IsJson) return this;
        string folder = Folder;
        ImmutableArray<WeightFile> others = files
            .Where(file => file.IsData && Normalized(file.Path).StartsWith(folder, StringComparison.Ordinal))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .ToImmutableArray();
        return others.IsEmpty ? this : new WeightFile(this, others);
    }

    /// <summary>Whether an attribute that gives <paramref name="name"/> means this file: its whole path, or its last parts.</summary>
    public bool IsNamed(string name)
    {
        string path = Normalized(Path);
        string end = Normalized(name);
        bool isWhole = path.Length == end.Length || end.StartsWith("/", StringComparison.Ordinal);
        return path.EndsWith(end, StringComparison.Ordinal) && (isWhole || path[path.Length - end.Length - 1] == '/');
    }

    /// <summary>The layers that it says, every batch normalization part of the weights where that is possible.</summary>
    /// <param name="network">Says which outputs are wanted.</param>
    /// <exception cref="OnnxException">An ONNX file has none, or something else.</exception>
    /// <exception cref="KerasJsonException">A JSON file has none, or something else.</exception>
    public ChainLayers Layers(NetworkSpec network)
    {
        string? output = network.FrozenOutput;
        string[] heads = output is null && !network.HasOutputsOfFile && network.HasSeveralHeads ? [.. network.Heads.Select(static head => head.Name)] : [];
        return _layers.GetOrAdd($"{_hash} {network.HasOutputsOfFile} {string.Join(" ", heads)} {output}", _ => ReadLayers(output, network.HasOutputsOfFile, heads));
    }

    /// <summary>Its weights in the format that the project wants.</summary>
    /// <param name="frozen">The network that they are of.</param>
    public RoundedWeights Rounded(FrozenNetwork frozen) =>
        _rounded.GetOrAdd((frozen.Network, frozen.Format, _hash, frozen.TestData?.Path, frozen.TestData?._hash), _ => RoundedWeights.Of(frozen));

    /// <summary>Whether it lies at a path.</summary>
    public bool IsAt(string path) => Normalized(Path) == Normalized(path);

    /// <summary>The values of one of its tensors as floats.</summary>
    public float[] Values(TensorEntry tensor) => TensorFloats.Read(Elements(tensor), tensor.Type);

    /// <summary>The elements of one of its tensors of I32.</summary>
    public int[] Integers(TensorEntry tensor)
    {
        var values = new int[(tensor.End - tensor.Begin) / sizeof(int)];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32LittleEndian(Elements(tensor).Slice(i * sizeof(int)));
        return values;
    }

    /// <summary>The first value of one of its tensors that is finite but that no float can hold; null where there is none.</summary>
    public double? BeyondFloat(TensorEntry tensor) => TensorFloats.BeyondFloat(Elements(tensor), tensor.Type);

    /// <summary>Where the first number of one of its tensors of F32 stands that is NaN or infinite; negative where there is none.</summary>
    public int IndexOfNonFinite(TensorEntry tensor)
    {
        ReadOnlySpan<byte> elements = Elements(tensor);
        for (int i = 0; i < elements.Length; i += sizeof(float))
        {
            // All bits of the exponent.
            const int exponent = 0x7F800000;
            if ((BinaryPrimitives.ReadInt32LittleEndian(elements.Slice(i)) & exponent) == exponent) return i / sizeof(float);
        }

        return -1;
    }

    /// <summary>Where one of its tensors begins, in bytes.</summary>
    public int Start(TensorEntry tensor) => Layout!.DataStart + (int)tensor.Begin;

    public bool Equals(WeightFile? other) => other is not null && Path == other.Path && _hash == other._hash && Use == other.Use;

    public override bool Equals(object? obj) => Equals(obj as WeightFile);

    public override int GetHashCode() => _hash.GetHashCode();

    private ChainLayers ReadLayers(string? output, bool areAllWanted, string[] heads)
    {
        if (IsJson)
        {
            return output is null && heads.Length == 0
                ? ModelReader.Read(_content).Folded()
                : throw new KerasJsonException($"It has one output without a name; {(output is null ? "the class has several" : "remove Output from the attribute")}.");
        }

        ChainTree tree = areAllWanted ? GraphImport.ReadAll(_content, ReadOther)
            : heads.Length > 0 ? GraphImport.Read(_content, ReadOther, heads)
            : GraphImport.Read(_content, ReadOther, output);
        return tree.Folded();
    }

    private static bool IsJsonName(string name) => name.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase);

    // Of one that the project does not name the compiler would not see that it has changed.
    private ReadOnlyMemory<byte> ReadOther(ExternalPlace place, long length)
    {
        string path = Folder + Normalized(place.Location);
        WeightFile? other = _others.FirstOrDefault(candidate => Normalized(candidate.Path) == path);
        if (other is null)
        {
            string name = FileText.Shorten(place.Location);
            string remedy = name.EndsWith(DataExtension, StringComparison.OrdinalIgnoreCase) ? $"add <FrozenWeights Include=\"{name}\" /> to the project file, or " : "";
            throw new OnnxException($"Its weights lie in another file, {FileText.Quote(place.Location)}; {remedy}save the model with its weights in one file.");
        }

        if (other.Problem is { } problem) throw new OnnxException($"Its weights lie in {FileText.Quote(place.Location)}, which cannot be read: {problem}");
        return place.Offset <= other.Length && length <= other.Length - place.Offset
            ? other._content.AsMemory((int)place.Offset, (int)length)
            : throw new OnnxException($"A tensor needs the bytes {place.Offset} to {place.Offset + length} of the file {FileText.Quote(place.Location)}, which has {other.Length}.");
    }

    private string Folder => Normalized(Path).Substring(0, Normalized(Path).LastIndexOf('/') + 1);

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
            return Directory.Exists(path) ? new WeightFile(path, "It is a folder.") : new WeightFile(path, IsWithoutLength(path) ? [] : File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or OutOfMemoryException)
        {
            return new WeightFile(path, e.Message);
        }
    }

    // An empty file; and a pipe or a device, whose end the compiler would wait for, or a link to one.
    private static bool IsWithoutLength(string path)
    {
        var file = new FileInfo(path);
        return (FollowLink?.Invoke(file, true) as FileInfo ?? file).Length == 0;
    }
#pragma warning restore RS1035
}
