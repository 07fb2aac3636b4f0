using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Declarations;

/// <summary>Which names outputs and parts of the inputs may have: generated members are called by them.</summary>
internal static class PartNames
{
    /// <summary>Why a name can't be one; null where it can.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">Those of other outputs and inputs.</param>
    public static string? ReasonAgainst(string name, IEnumerable<string> others) =>
        !SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            ? $"'{name}' is no C# identifier, and generated members are called by it; write a name like \"Policy\""
        : others.Contains(name) ? $"another output or input is called '{name}' too; give each a name of its own"
        : TakenBy(name) is { } taken ? $"the generator adds a member '{taken}' to every network, and one to this for the name; write another name"
        : null;

    private static string? TakenBy(string name) =>
        GeneratedMembers.OfTrained(static _ => true, []).Concat(["Heads", "ComputeLosses"]).FirstOrDefault(taken => GeneratedMembers.OfParts([name]).Contains(taken));
}
