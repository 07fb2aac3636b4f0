using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>Where a layer stands in a file, for what is wrong with it.</summary>
/// <param name="Index">Its place among the layers, from 0.</param>
/// <param name="Type">What it computes.</param>
internal sealed record LayerPlace(int Index, string Type)
{
    /// <summary>How errors about a network call it.</summary>
    public string Name => $"layers[{Index}]";

    /// <summary>What is wrong with it.</summary>
    public KerasJsonException Fault(string message) => new(Index, FileText.Shorten(Type), message);
}
