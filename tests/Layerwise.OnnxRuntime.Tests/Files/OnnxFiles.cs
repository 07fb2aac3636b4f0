using System.Text.Json;

namespace Layerwise.OnnxRuntime.Tests.Files;

/// <summary>The files that the scripts in <c>files</c> made, by their names.</summary>
internal static class OnnxFiles
{
    public static IReadOnlyDictionary<string, byte[]> OfTorch { get; } = Read("torch");

    public static IReadOnlyDictionary<string, byte[]> Spelled { get; } = Read("spelled");

    public static IReadOnlyDictionary<string, byte[]> All { get; } = OfTorch.Concat(Spelled).ToDictionary();

    /// <summary>Networks with several outputs, by the name of the first and the opset.</summary>
    public static IReadOnlyDictionary<string, byte[]> Heads { get; } = Read("heads");

    /// <summary>Networks with several outputs, of which some are not alone at their place.</summary>
    public static IReadOnlyDictionary<string, byte[]> Outputs { get; } = Read("outputs");

    /// <summary>Networks with several inputs.</summary>
    public static IReadOnlyDictionary<string, byte[]> Inputs { get; } = Read("inputs");

    /// <summary>Networks with convolutions and pooling, as <c>Windows/ExportedGraphs.cs</c> spells them.</summary>
    public static IReadOnlyDictionary<string, byte[]> Windows { get; } = Read("windows");

    /// <summary>Networks with recurrent layers, as <c>Recurrent/RecurrentGraphs.cs</c> spells them.</summary>
    public static IReadOnlyDictionary<string, byte[]> Recurrent { get; } = Read("recurrent");

    /// <summary>A graph and its weights, by the names of the two files.</summary>
    public static IReadOnlyDictionary<string, byte[]> Apart { get; } = Read("apart");

    private static Dictionary<string, byte[]> Read(string name)
    {
        using Stream stream = typeof(OnnxFiles).Assembly.GetManifestResourceStream($"Layerwise.OnnxRuntime.Tests.files.{name}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, byte[]>>(stream)!;
    }
}
