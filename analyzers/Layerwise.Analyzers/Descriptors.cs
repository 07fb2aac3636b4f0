using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers;

/// <summary>
/// Makes every rule's descriptor. Ids are grouped by what a rule looks at; an id is never given to another rule.
/// </summary>
/// <remarks>
/// The severity says how sure the harm is: an error for what cannot work, a warning for what hurts this very network, information for
/// what is worth knowing. Title: what is wrong, in general. Message: what is wrong here, with this declaration's names and numbers, why it
/// hurts, and what to write instead.
/// </remarks>
internal static class Descriptors
{
    private const string Pages = "https://github.com/layerwise/layerwise/blob/main/docs/rules/";

    private const string RepairTag = "Repair";

    /// <summary>LW1xxx: how a network is declared.</summary>
    public static DiagnosticDescriptor Declaration(string id, DiagnosticSeverity severity, string title, string message, bool repairs = false) =>
        Create("Layerwise.Declaration", id, severity, title, message, repairs);

    /// <summary>LW2xxx: what the weights and biases start with.</summary>
    public static DiagnosticDescriptor Initialization(string id, DiagnosticSeverity severity, string title, string message, bool repairs = false) =>
        Create("Layerwise.Initialization", id, severity, title, message, repairs);

    /// <summary>LW3xxx: activations, losses, and how the layers go together.</summary>
    public static DiagnosticDescriptor Architecture(string id, DiagnosticSeverity severity, string title, string message, bool repairs = false) =>
        Create("Layerwise.Architecture", id, severity, title, message, repairs);

    /// <summary>LW4xxx: the code that calls a network.</summary>
    public static DiagnosticDescriptor Use(string id, DiagnosticSeverity severity, string title, string message) =>
        Create("Layerwise.Use", id, severity, title, message, repairs: false);

    /// <summary>LW5xxx: what becomes of signal and gradient on their way through the layers, as predicted.</summary>
    public static DiagnosticDescriptor Forecast(string id, DiagnosticSeverity severity, string title, string message, bool repairs = false) =>
        Create("Layerwise.Forecast", id, severity, title, message, repairs);

    /// <summary>Whether some diagnostics of the rule come with a <see cref="Networks.Repair"/>.</summary>
    public static bool Repairs(DiagnosticDescriptor rule) => rule.CustomTags.Contains(RepairTag);

    private static DiagnosticDescriptor Create(string category, string id, DiagnosticSeverity severity, string title, string message, bool repairs) =>
        new(
            id,
            title,
            message,
            category,
            severity,
            isEnabledByDefault: true,
            helpLinkUri: Pages + id + ".md",
            customTags: repairs ? [RepairTag] : []);
}
