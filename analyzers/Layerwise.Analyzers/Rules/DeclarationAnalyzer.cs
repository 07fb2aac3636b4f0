using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Rules;

/// <summary>
/// Reports what keeps a declaration from becoming a network. It has no opinion of its own: the generator's parser finds the faults,
/// so that a class gets either a network or an error.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => StructureRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Plural: where two assemblies define the attribute, the lookup of a single type finds none.
            ImmutableArray<INamedTypeSymbol> layer = start.Compilation.GetTypesByMetadataName(NetworkParser.LayerAttributeName);
            if (layer.IsEmpty) return;

            ImmutableArray<INamedTypeSymbol> attributes = layer.AddRange(start.Compilation.GetTypesByMetadataName(NetworkParser.NetworkAttributeName));
            start.RegisterSymbolAction(symbol => Analyze(symbol, attributes), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<INamedTypeSymbol> attributes)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!IsNetwork(type, attributes)) return;

        ParsedNetwork parsed = NetworkParser.Parse(type, context.CancellationToken);
        foreach (Fault fault in parsed.Faults.Concat(FrozenFaults(parsed, context.Options))) context.ReportDiagnostic(Describe(fault));
    }

    private static ImmutableArray<Fault> FrozenFaults(ParsedNetwork parsed, AnalyzerOptions options)
    {
        if (parsed.Spec?.FrozenFile is null) return ImmutableArray<Fault>.Empty;
        var faults = new FaultList();
        FrozenParser.Parse(parsed.Spec, options.AdditionalFiles.Where(WeightFile.IsWeightFile).Select(WeightFile.Read), parsed.FrozenLocation, faults);
        return faults.ToImmutable();
    }

    private static bool IsNetwork(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> attributes)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } attributeClass && attributes.Contains(attributeClass, SymbolEqualityComparer.Default)) return true;
        }

        return false;
    }

    private static Diagnostic Describe(Fault fault) => Diagnostic.Create(
        StructureRules.For(fault.Kind),
        fault.Location,
        fault.Counterpart is null ? null : new[] { fault.Counterpart },
        fault.Arguments.Select(Text).ToArray());

    // The diagnostic would format numbers in the culture of whoever reads it.
    private static object Text(object argument) =>
        argument is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : argument;
}
