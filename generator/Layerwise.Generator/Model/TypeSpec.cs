namespace Layerwise.Generator.Model;

/// <summary>The annotated class, as far as its other part must repeat it.</summary>
/// <param name="Namespace">Its namespace with keywords escaped, or "" for the global one.</param>
/// <param name="ContainingTypes">The types it is nested in, outermost first, as "class Outer" or "record struct Outer".</param>
/// <param name="Name">Its name, with a keyword escaped.</param>
/// <param name="Reference">How its generated part refers to it: by its name, or by the full one where its own name means something else there.</param>
/// <param name="HintName">What its generated files are named after: unique in the project, even where case does not count.</param>
/// <param name="HasConstructor">Whether the user wrote a constructor.</param>
internal sealed record TypeSpec(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    string Reference,
    string HintName,
    bool HasConstructor)
{
    /// <summary>Whether whoever makes an instance must set members of it.</summary>
    public bool HasRequiredMembers { get; init; }

    /// <summary>Whether an instance can be made without the user: by a constructor that the generator adds.</summary>
    public bool IsLoadable => !HasConstructor && !HasRequiredMembers;
}
