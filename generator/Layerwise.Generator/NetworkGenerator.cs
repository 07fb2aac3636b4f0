using System.Collections.Immutable;
using Layerwise.Generator.Emit;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator;

/// <summary>
/// Turns partial classes with [Layer] attributes into networks. Wiring only: <see cref="NetworkParser"/> reads, <see cref="NetworkEmitter"/>
/// writes, and the analyzers, which share the parser, speak of what is wrong.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkSpec> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.LayerAttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => NetworkParser.Parse((INamedTypeSymbol)target.TargetSymbol, target.SemanticModel.Compilation, cancellationToken).Spec)
            .WithTrackingName(TrackingNames.Parsed)
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.Networks);

        context.RegisterSourceOutput(networks.Where(static network => network.FrozenFile is null), static (output, network) =>
        {
            foreach (GeneratedFile file in NetworkEmitter.Emit(network)) output.AddSource(file.HintName, file.Text);
        });

        IncrementalValueProvider<ImmutableArray<WeightFile>> files = context.AdditionalTextsProvider
            .Where(WeightFile.IsWeightFile)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => WeightFile.Read(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.WeightFiles)
            .Collect();
        // The twin has no layers of its own; where it has, it is no network.
        IncrementalValuesProvider<NetworkSpec> twins = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.FrozenAttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) => TwinParser.IsTwin(target.Attributes[0])
                    ? NetworkParser.Parse((INamedTypeSymbol)target.TargetSymbol, target.SemanticModel.Compilation, cancellationToken).Spec
                    : null)
            .WithTrackingName(TrackingNames.Parsed)
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.Networks);

        WriteFrozen(context, networks.Where(static network => network.FrozenFile is not null), files);
        WriteFrozen(context, twins, files);

        IncrementalValueProvider<bool> wantsReports = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.LayerwiseReport", out string? value)
            && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
        IncrementalValuesProvider<NetworkSpec> reported = networks
            .Combine(wantsReports)
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => pair.Left);

        context.RegisterSourceOutput(reported, static (output, network) =>
        {
            GeneratedFile report = ReportEmitter.Emit(network);
            output.AddSource(report.HintName, report.Text);
        });
    }

    private static void WriteFrozen(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<NetworkSpec> networks,
        IncrementalValueProvider<ImmutableArray<WeightFile>> files)
    {
        IncrementalValuesProvider<FrozenNetwork> frozen = networks
            .Combine(files)
            .Select(static (pair, _) => FrozenParser.Parse(pair.Left, pair.Right, Location.None, new FaultList()))
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.FrozenNetworks);

        context.RegisterSourceOutput(frozen, static (output, network) =>
        {
            foreach (GeneratedFile file in FrozenEmitter.Emit(network)) output.AddSource(file.HintName, file.Text);
        });
    }
}
