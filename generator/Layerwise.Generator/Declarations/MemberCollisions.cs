using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Declarations;

/// <summary>Members that the user, or a base class, already has under a name that the generator needs.</summary>
internal static class MemberCollisions
{
    private const string Getter = "get_";
    private const string Setter = "set_";

    // The compiler files what a generator writes under the generator's full name.
    private static readonly string GeneratedFolder = typeof(NetworkGenerator).FullName!;

    /// <param name="type">The network.</param>
    /// <param name="names">What the generator needs.</param>
    /// <param name="faults">Receives what has one of the names.</param>
    public static void Check(INamedTypeSymbol type, IEnumerable<string> names, FaultList faults)
    {
        string[] all = [.. names];
        foreach (string name in all.Concat(GeneratedMembers.Properties.Intersect(all).SelectMany(static property => new[] { Getter + property, Setter + property })))
        {
            if (name == type.Name)
            {
                faults.Add(FaultKind.MemberCollision, type.Locations.FirstOrDefault() ?? Location.None, type.Name, name);
                continue;
            }

            for (INamedTypeSymbol? declaring = type; declaring is { SpecialType: not SpecialType.System_Object }; declaring = declaring.BaseType)
            {
                foreach (ISymbol member in declaring.GetMembers(name))
                {
                    if (IsGenerated(member)) continue;
                    bool isVisible = member.DeclaredAccessibility != Accessibility.Private || declaring.Equals(type, SymbolEqualityComparer.Default);
                    if (!isVisible || IsHarmlessOverload(member)) continue;
                    Location location = (member.Locations.FirstOrDefault(static place => place.IsInSource) ?? type.Locations.FirstOrDefault()) ?? Location.None;
                    faults.Add(FaultKind.MemberCollision, location, type.Name, name);
                }
            }
        }
    }

    /// <summary>Names that no generated member may have: those of the class and of its own members.</summary>
    public static ImmutableArray<string> NamesOf(INamedTypeSymbol type) => type.GetMembers()
        .Where(static member => !member.IsImplicitlyDeclared && !IsGenerated(member))
        .Select(static member => member.Name)
        .Append(type.Name)
        .Distinct()
        .ToImmutableArray();

    // Analyzers run after the generators and see their parts too: without this a network would collide with itself.
    private static bool IsGenerated(ISymbol member) =>
        member.Locations.All(static place => place.SourceTree?.FilePath.Contains(GeneratedFolder) == true);

    // A method that takes none of the generated parameter types in their places is an overload like any other.
    private static bool IsHarmlessOverload(ISymbol member)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method) return false;
        string signature = string.Join(", ", method.Parameters.Select(static parameter => parameter.Type.ToDisplayString()));
        return method.Name switch
        {
            string name when TensorView.Of(static _ => true).Any(view => view.Name == name) => signature is not "int",
            string name when name.StartsWith(Getter, StringComparison.Ordinal) => method.Parameters.Length != 0,
            string name when name.StartsWith(Setter, StringComparison.Ordinal) => method.Parameters.Length != 1,
            "Initialize" => signature is not "ulong",
            "Forward" => !(signature is "System.ReadOnlySpan<float>, System.Span<float>" || signature.StartsWith("System.ReadOnlySpan<float>, Layerwise.Workspace<", StringComparison.Ordinal)),
            "Backward" => method.Parameters.Length != 4,
            "ComputeGradients" => method.Parameters.Length != 4,
            "ComputeLoss" => method.Parameters.Length != 2,
            _ => false,
        };
    }
}
