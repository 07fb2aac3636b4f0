using System.Text;
using Layerwise.Chains;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Runtime;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Weights;

/// <summary>What the outputs of a file are called in a class that takes them from there: action_mean is ActionMean.</summary>
internal static class OutputNames
{
    /// <summary>The names, or why there are none.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="taken">Names that the class has already.</param>
    /// <param name="names">A name for each, in their order.</param>
    /// <returns>Null where there are names.</returns>
    public static string? ReasonAgainst(IReadOnlyList<ChainOutput> outputs, IReadOnlyCollection<string> taken, out string[] names)
    {
        const string Remedy = "rename it in the file, or declare the layers beside [Frozen], where [Output] has names of your own";
        names = [.. outputs.Select(static output => Name(output.Name))];
        for (int i = 0; i < names.Length; i++)
        {
            string? reason = taken.Intersect(GeneratedMembers.OfParts([names[i]])).FirstOrDefault() is { } member
                ? $"the class has '{member}' already"
                : PartNames.ReasonAgainst(names[i], names.Take(i));
            if (reason is null) continue;
            return $"its output {FileText.Quote(outputs[i].Name)} would be called {names[i]}, and {reason}; {Remedy}";
        }

        return null;
    }

    /// <summary>What a value of a file is called in a class: each part begins with a capital, so that none is a keyword.</summary>
    public static string Name(string output)
    {
        var name = new StringBuilder();
        bool begins = true;
        foreach (char letter in FileText.Shorten(output))
        {
            bool isPart = letter != '_' && SyntaxFacts.IsIdentifierPartCharacter(letter);
            if (isPart) name.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = !isPart;
        }

        return name.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name.ToString() : "Output" + name;
    }
}
