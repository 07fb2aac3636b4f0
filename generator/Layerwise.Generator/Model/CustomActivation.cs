namespace Layerwise.Generator.Model;

/// <summary>A user's own activation.</summary>
/// <param name="Type">The struct, fully qualified.</param>
/// <param name="Name">What comments and kernels call it: the struct's own name.</param>
/// <param name="MetadataName">What the runtime calls it, and files of weights: Type.Name, with the number of its type parameters.</param>
internal sealed record CustomActivation(string Type, string Name, string MetadataName)
{
    /// <summary>Ids of the warnings that its use brings, ascending; where the network was declared, they have been dealt with.</summary>
    public EquatableArray<string> Warnings { get; init; }
}
