using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Declarations;

/// <summary>
/// From a [Frozen] that names the class that was trained to a network with the layers of that class, which may be one of another assembly. What is wrong with
/// those layers is said where they stand, and here only that they can't be taken.
/// </summary>
internal static class TwinParser
{
    /// <summary>The parameter of [Frozen] that names the class.</summary>
    public const string Parameter = "network";

    /// <summary>What keeps a class from being frozen that has neither layers nor a class to take them from.</summary>
    public const string NoLayers = "it has no layers; name the class that was trained, as in [Frozen(typeof(Trained), \"file\")], or repeat its [Layer] attributes, or name an ONNX file, which has layers of its own";

    /// <summary>Whether a [Frozen] names a class.</summary>
    public static bool IsTwin(AttributeData frozen) =>
        frozen.AttributeConstructor is { } constructor && constructor.Parameters.Any(static parameter => parameter.Name == Parameter);

    /// <summary>The frozen network that the scope's class is.</summary>
    /// <param name="scope">The class and what it is part of.</param>
    /// <param name="frozen">Its [Frozen] attribute.</param>
    /// <param name="own">Its own [Layer] and [Network] attributes: it must have none.</param>
    public static ParsedNetwork Parse(ParseScope scope, AttributeArguments frozen, AttributeArguments[] own)
    {
        var faults = new FaultList();
        frozen.HasType(Parameter, out ITypeSymbol? trained);
        string name = trained?.Name ?? "null";
        TypeShape.Check(scope, frozen.Location, isFrozen: true, faults);
        HiddenNames.Check(scope.Network, scope.Compilation, frozen.Library, faults);
        if (own.Length > 0)
        {
            faults.Add(FaultKind.FrozenLayersUnfit, own[0].Location, scope.Network.Name, $"it takes the layers of '{name}' and has layers of its own; remove its [Layer] attributes, or typeof({name})");
        }

        NetworkSpec? spec = null;
        string? reason = trained is INamedTypeSymbol { TypeKind: TypeKind.Class } source
            ? TakeLayers(source.OriginalDefinition, scope, out spec)
            : HasNoLayers(name);
        MemberCollisions.Check(scope.Network, GeneratedMembers.OfFrozen(spec?.PartNames ?? [], spec is { IsRecurrent: true }), faults);
        if (reason is not null) faults.Add(FaultKind.FrozenLayersUnfit, frozen.LocationOf(Parameter), scope.Network.Name, reason);
        return faults.Count > 0
            ? new ParsedNetwork(null, faults.ToImmutable())
            : new ParsedNetwork(spec! with { FrozenFile = frozen.Text("file"), FrozenOutput = FileDeclaration.OutputOf(frozen) }, ImmutableArray<Fault>.Empty)
            {
                FrozenLocation = frozen.LocationOf("file"),
            };
    }

    // Null, or why they can't be taken.
    private static string? TakeLayers(INamedTypeSymbol trained, ParseScope scope, out NetworkSpec? spec)
    {
        spec = null;
        string name = trained.Name;
        ImmutableArray<AttributeData> attributes = trained.GetAttributes();
        AttributeArguments[] layers = NetworkParser.LayersOf(attributes, scope.CancellationToken);
        AttributeArguments[] options = NetworkParser.Arguments(attributes, NetworkParser.NetworkAttributeName, scope.CancellationToken);
        bool isFrozen = NetworkParser.Arguments(attributes, NetworkParser.FrozenAttributeName, scope.CancellationToken).Length > 0;
        if (isFrozen) return $"'{name}' is frozen itself; name the class that was trained";
        if (layers.Length == 0) return HasNoLayers(name);
        if (Inaccessible(layers, scope) is { } activation) return $"the activation '{activation.Name}' of '{name}' is not accessible to it";

        // What is wrong with them is said there.
        if (layers.Length <= LayerRuns.MostLayers) layers = LayerRuns.Expand(layers);
        if (layers.Length <= LayerRuns.MostLayers && layers.Concat(options).All(static arguments => arguments.AreComplete))
        {
            spec = NetworkParser.ParseSpec(trained, layers, options, scope).Value;
        }

        return spec is null ? $"the declaration of '{name}' has errors of its own; repair them first" : null;
    }

    private static ITypeSymbol? Inaccessible(AttributeArguments[] layers, ParseScope scope)
    {
        foreach (AttributeArguments layer in layers)
        {
            if (layer.HasType("activation", out ITypeSymbol? activation)
                && activation is INamedTypeSymbol
                && !scope.Compilation.IsSymbolAccessibleWithin(activation, scope.Network)) return activation;
        }

        return null;
    }

    private static string HasNoLayers(string name) => $"'{name}' is not a class with [Layer] attributes";
}
