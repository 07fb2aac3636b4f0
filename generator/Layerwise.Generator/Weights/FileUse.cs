using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Weights;

/// <summary>What a project wants of a file of weights, in the metadata of its item. The package's targets let the compiler see it.</summary>
/// <param name="IsEmbedded">Whether the project embeds the whole file as a resource.</param>
/// <param name="CFolder">Where the network is to be written as C; null for nowhere.</param>
/// <param name="CSharpFolder">Where it is to be written as a C# file of its own; null for nowhere.</param>
/// <param name="Weights">In which format the program is to have the weights; null for floats.</param>
/// <param name="TestData">Path of the samples by which the network is to be judged while it is compiled; null for none.</param>
internal sealed record FileUse(bool IsEmbedded, string? CFolder, string? CSharpFolder, string? Weights, string? TestData)
{
    /// <summary>The metadata that asks for C.</summary>
    public const string C = "EmitC";

    /// <summary>The metadata that asks for a C# file.</summary>
    public const string CSharp = "EmitCSharp";

    private const string Metadata = "build_metadata.AdditionalFiles.";

    /// <summary>Constants for the compiler alone.</summary>
    public static FileUse Plain { get; } = new(IsEmbedded: false, CFolder: null, CSharpFolder: null, Weights: null, TestData: null);

    /// <summary>The metadata that asks for each of the files that are to be written.</summary>
    public IEnumerable<string> Written
    {
        get
        {
            if (CFolder is not null) yield return C;
            if (CSharpFolder is not null) yield return CSharp;
        }
    }

    public static FileUse Read(AnalyzerConfigOptions options)
    {
        string? Value(string name) => options.TryGetValue(Metadata + name, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        bool isEmbedded = string.Equals(Value("Embed"), "true", StringComparison.OrdinalIgnoreCase);
        return new FileUse(isEmbedded, Path(Value(C)), Path(Value(CSharp)), Value("Weights"), Path(Value("TestData")));
    }

    // A value ends where a comment could begin, so the package's targets write paths without such characters.
    private static string? Path(string? value) => value?.Replace("%23", "#").Replace("%3B", ";").Replace("%25", "%");
}
