using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Declarations;
using Layerwise.Generator.Layers;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Rules;

/// <summary>
/// Parses each network once, reports what keeps the declaration from becoming one, and shows what is one to the rules. About faults
/// it has no opinion of its own: the generator's parser finds them, so that a class gets either a network or an error.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        FaultRules.All.Select(static rule => rule.Descriptor).Concat(NetworkRules.All.SelectMany(static rule => rule.Diagnostics)).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Plural: where two assemblies define the attribute, the lookup of a single type finds none.
            ImmutableArray<INamedTypeSymbol> layer = LayerKinds.AttributeNames.SelectMany(name => start.Compilation.GetTypesByMetadataName(name)).ToImmutableArray();
            if (layer.IsEmpty) return;

            ImmutableArray<INamedTypeSymbol> attributes = layer
                .AddRange(start.Compilation.GetTypesByMetadataName(NetworkParser.NetworkAttributeName))
                .AddRange(start.Compilation.GetTypesByMetadataName(InputParser.InputAttributeName))
                .AddRange(start.Compilation.GetTypesByMetadataName(NetworkParser.FrozenAttributeName));
            var frozen = new FrozenNetworks(start.Compilation, start.CancellationToken);
            var shared = new SharedFaults(start.Compilation, type => IsNetwork(type, attributes));
            start.RegisterSymbolAction(symbol => Analyze(symbol, attributes, frozen, shared), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<INamedTypeSymbol> attributes, FrozenNetworks frozen, SharedFaults shared)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!IsNetwork(type, attributes)) return;

        ParsedNetwork parsed = NetworkParser.Parse(type, context.Compilation, context.CancellationToken);
        IEnumerable<Fault> faults = parsed.Faults
            .Where(fault => !shared.IsSaidOfAnother(fault, type, context.CancellationToken))
            .Concat(FrozenFaults(parsed, context.Options, frozen));
        foreach (Diagnostic fault in FaultRules.Describe(faults, parsed.Layers)) context.ReportDiagnostic(fault);

        // What a frozen network's weights are, training has decided.
        if (parsed.Spec is null || parsed.Spec.FrozenFile is not null) return;

        var network = new DeclaredNetwork(parsed.Spec, parsed, context);
        foreach (INetworkRule rule in NetworkRules.All)
        {
            rule.Check(network);
            network.Publish();
        }
    }

    private static ImmutableArray<Fault> FrozenFaults(ParsedNetwork parsed, AnalyzerOptions options, FrozenNetworks frozen)
    {
        if (parsed.Spec?.FrozenFile is null) return ImmutableArray<Fault>.Empty;
        WeightFile[] files = [.. options.AdditionalFiles.Where(WeightFile.IsWeightFile).Select(text => WeightFile.Read(text, options.AnalyzerConfigOptionsProvider))];
        Parsed<FrozenNetwork> found = FrozenParser.Parse(parsed.Spec, files, parsed.FrozenLocation);
        return found.Value is { } network && network.File.Use.Written.Any() && FrozenParser.SharedFile(network, frozen.All, files, parsed.FrozenLocation) is { } fault
            ? found.Faults.Add(fault)
            : found.Faults;
    }

    private static bool IsNetwork(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> attributes)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } attributeClass && attributes.Contains(attributeClass, SymbolEqualityComparer.Default)) return true;
        }

        return false;
    }
}
