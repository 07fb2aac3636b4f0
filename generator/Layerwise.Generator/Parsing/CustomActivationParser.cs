using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads the type of a user's own activation, or what keeps generated code from calling it.</summary>
internal static class CustomActivationParser
{
    private const string InterfaceName = "Layerwise.IActivation";

    private static readonly SymbolDisplayFormat ShortName = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>The activation of the layer at a zero-based index; null where <paramref name="faults"/> says why not.</summary>
    public static CustomActivation? Parse(ITypeSymbol? type, Location location, int index, FaultList faults, CancellationToken cancellationToken)
    {
        string? reason = type is null ? "null, which is no type" : ReasonAgainst(type, cancellationToken);
        if (reason is null) return new CustomActivation(type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.Name, type.MetadataName);

        faults.Add(FaultKind.UnsuitableActivation, location, index + 1, type is null ? reason : $"'{type.ToDisplayString(ShortName)}', which {reason}");
        return null;
    }

    /// <summary>Gives two activations of one name in one network different ones: kernels are named by them.</summary>
    public static EquatableArray<LayerSpec> WithDistinctNames(IEnumerable<LayerSpec> layers)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return new EquatableArray<LayerSpec>(System.Collections.Immutable.ImmutableArray.CreateRange(layers.Select(layer =>
        {
            if (layer.Custom is not { } custom) return layer;
            if (!names.TryGetValue(custom.Type, out string? name))
            {
                name = custom.Name;
                for (int i = 2; names.ContainsValue(name); i++) name = custom.Name + Writing.Literal.Of(i);
                names.Add(custom.Type, name);
            }

            return layer with { Custom = custom with { Name = name } };
        })));
    }

    private static string? ReasonAgainst(ITypeSymbol type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named) return "is not a struct";
        if (named.IsUnboundGenericType) return "leaves its type arguments open";
        if (named.IsRefLikeType) return "is a ref struct";
        if (TypeShape.IsFileLocal(named, cancellationToken)) return "is file-local, so that the generated file cannot see it";
        return named.AllInterfaces.Any(static candidate => candidate.ToDisplayString() == InterfaceName) ? null : "does not implement it";
    }
}
