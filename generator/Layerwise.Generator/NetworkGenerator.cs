using System.Collections.Immutable;
using Layerwise.Generator.Declarations;
using Layerwise.Generator.Emit;
using Layerwise.Generator.Emit.Portable;
using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator;

/// <summary>
/// Turns partial classes with [Layer] attributes, or others that are layers, into networks. Wiring only: <see cref="NetworkParser"/> reads, <see cref="NetworkEmitter"/>
/// writes, and the analyzers, which share the parser, speak of what is wrong.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<WeightFile>> files = context.AdditionalTextsProvider
            .Where(WeightFile.IsWeightFile)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => WeightFile.Read(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.WeightFiles)
            .Collect();
        IncrementalValueProvider<bool> wantsReports = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.LayerwiseReport", out string? value)
            && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

        // A class may have layers with attributes of several names. That of its first one brings it.
        foreach (string attribute in LayerKinds.AttributeNames)
        {
            IncrementalValuesProvider<NetworkSpec> networks = Networks(context, attribute, target => LayerKinds.NameOfFirstLayer(target.TargetSymbol) == attribute);
            WriteTrained(context, networks.Where(static network => network.FrozenFile is null), wantsReports);
            WriteFrozen(context, networks.Where(static network => network.FrozenFile is not null), files, wantsReports);
        }

        // Those that have no layers of their own: another class or the file has them.
        WriteFrozen(context, Networks(context, NetworkParser.FrozenAttributeName, static target => LayerKinds.NameOfFirstLayer(target.TargetSymbol) is null), files, wantsReports);
    }

    private static IncrementalValuesProvider<NetworkSpec> Networks(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        Func<GeneratorAttributeSyntaxContext, bool> isAsked) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (target, cancellationToken) => isAsked(target)
                ? NetworkParser.Parse((INamedTypeSymbol)target.TargetSymbol, target.SemanticModel.Compilation, cancellationToken).Spec
                : null)
        .WithTrackingName(TrackingNames.Parsed)
        .Where(static network => network is not null)
        .Select(static (network, _) => network!)
        .WithTrackingName(TrackingNames.Networks);

    private static void WriteTrained(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<NetworkSpec> networks, IncrementalValueProvider<bool> wantsReports)
    {
        context.RegisterSourceOutput(networks, static (output, network) =>
        {
            foreach (GeneratedFile file in NetworkEmitter.Emit(network)) output.AddSource(file.HintName, file.Text);
        });
        WriteReports(context, networks, wantsReports, ReportEmitter.Emit);
    }

    private static void WriteReports<TNetwork>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<TNetwork> networks,
        IncrementalValueProvider<bool> wantsReports,
        Func<TNetwork, GeneratedFile> emit)
    {
        IncrementalValuesProvider<TNetwork> reported = networks
            .Combine(wantsReports)
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => pair.Left);

        context.RegisterSourceOutput(reported, (output, network) =>
        {
            GeneratedFile report = emit(network);
            output.AddSource(report.HintName, report.Text);
        });
    }

    private static void WriteFrozen(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<NetworkSpec> networks,
        IncrementalValueProvider<ImmutableArray<WeightFile>> files,
        IncrementalValueProvider<bool> wantsReports)
    {
        IncrementalValuesProvider<FrozenNetwork> frozen = networks
            .Combine(files)
            .Select(static (pair, _) => FrozenParser.Parse(pair.Left, pair.Right, Location.None).Value)
            .Where(static network => network is not null)
            .Select(static (network, _) => network!)
            .WithTrackingName(TrackingNames.FrozenNetworks);

        context.RegisterSourceOutput(frozen, static (output, network) =>
        {
            foreach (GeneratedFile file in FrozenEmitter.Emit(network).Concat(PortableEmitter.Emit(network))) output.AddSource(file.HintName, file.Text);
        });

        // Layers that a file says have no initializer to predict anything from.
        WriteReports(context, frozen.Where(static network => !network.Declared.IsDeclaredByFile), wantsReports, ReportEmitter.Emit);
    }
}
