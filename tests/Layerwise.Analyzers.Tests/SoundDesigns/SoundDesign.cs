namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>A network that somebody trained with success, as a declaration.</summary>
/// <param name="Name">What it is, and the name of its class.</param>
/// <param name="Source">The paper, or the framework's tutorial, that it was taken from.</param>
/// <param name="Attributes">Its layers and, where it has one, its loss.</param>
public sealed record SoundDesign(string Name, string Source, string Attributes)
{
    /// <summary>A program with the network in it.</summary>
    public string Program => $"""
        using Layerwise;

        // {Source}
        {Attributes}
        public sealed partial class {Name};

        """;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
