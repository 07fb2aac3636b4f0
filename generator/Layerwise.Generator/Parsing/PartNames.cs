using System.Globalization;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Parsing;

/// <summary>Which names outputs and parts of the inputs may have: generated members are called by them.</summary>
internal static class PartNames
{
    /// <summary>Why a name can't be one; null where it can.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">Those of other outputs and inputs.</param>
    /// <param name="isOfSequences">Whether the network goes step by step, and has further members.</param>
    public static string? ReasonAgainst(string name, IEnumerable<string> others, bool isOfSequences = false) =>
        !SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            ? $"{Shown(name)} is no C# identifier, and generated members are called by it; write a name like \"Policy\" or \"State\""
        : name.Any(IsUnseen)
            ? $"{Shown(name)} is written with a character that cannot be seen, of which C# takes no notice; write it without that"
        : others.Contains(name, Comparer) ? $"another output or input is called '{name}' too; give each a name of its own"
        : TakenBy(name, GeneratedMembers.OfParts(others)) is { } other ? $"another output or input has a member '{other}', and this one needs it too; write another name"
        : TakenBy(name, OfEveryNetwork) is { } taken ? $"the generator adds a member '{taken}' to every network, and another member of that name for this one; write another name"
        : isOfSequences && TakenBy(name, GeneratedMembers.OfSequences) is { } member
        ? $"the generator adds a member '{member}' to every network that goes step by step, and another member of that name for this one; write another name"
        : null;

    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    // A message is one line.
    private static string Shown(string name) => $"'{string.Concat(name.Where(static c => !IsUnseen(c)).Select(static c => char.IsControl(c) ? ' ' : c))}'";

    // Parameters begin with a small letter: names that differ in that alone would be two of one name.
    private static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    private static IEnumerable<string> OfEveryNetwork => GeneratedMembers.OfTrained(static _ => true, []).Concat(["Heads", "ComputeLosses"]);

    private static string? TakenBy(string name, IEnumerable<string> members) => members.FirstOrDefault(taken => GeneratedMembers.OfParts([name]).Contains(taken, Comparer));
}
