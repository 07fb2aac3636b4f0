using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers;

/// <summary>
/// Makes every rule's descriptor. Ids are grouped by what a rule looks at: LW1xxx the structure of a declaration, LW2xxx
/// initialization, LW3xxx activations, losses and architecture, LW4xxx the code that uses a network. An id is never given to another rule.
/// </summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/layerwise/layerwise/blob/main/docs/rules/";

    /// <summary>A rule about how a network is declared.</summary>
    /// <param name="id">LW1xxx.</param>
    /// <param name="severity">An error for what leaves the class without a network.</param>
    /// <param name="title">What is wrong, in general.</param>
    /// <param name="message">What is wrong here, with this declaration's names and numbers, and what to write instead.</param>
    public static DiagnosticDescriptor Structure(string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "Layerwise.Structure", severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
