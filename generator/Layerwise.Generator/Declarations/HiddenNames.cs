using System.Collections.Immutable;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Declarations;

/// <summary>
/// Names that mean something else where generated code stands. It writes full names from <c>global::</c> on, and members of its own; what a project can still
/// take from it are these.
/// </summary>
internal static class HiddenNames
{
    // A keyword only where nothing has it for a name, and the one word for an integer that indexes memory.
    private const string Word = "nint";

    private static readonly string[] Roots = ["System", "Layerwise"];

    /// <summary>The types that generated code names. A project that declares one of them itself means its own.</summary>
    public static ImmutableArray<string> Used { get; } = ImmutableArray.Create(
        "System.ArgumentException",
        "System.ArgumentNullException",
        "System.ArgumentOutOfRangeException",
        "System.InvalidOperationException",
        "System.ReadOnlySpan`1",
        "System.Span`1",
        "System.CodeDom.Compiler.GeneratedCodeAttribute",
        "System.Runtime.CompilerServices.MethodImplAttribute",
        "System.Runtime.CompilerServices.MethodImplOptions",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Runtime.InteropServices.MemoryMarshal",
        "System.Runtime.Intrinsics.Vector128",
        "System.Runtime.Intrinsics.Vector256",
        "System.Runtime.Intrinsics.Vector512",
        "Layerwise.Activation",
        "Layerwise.INetwork`1",
        "Layerwise.ILoadableNetwork`1",
        "Layerwise.Init",
        "Layerwise.LayerInfo",
        "Layerwise.Loss",
        "Layerwise.TensorType",
        "Layerwise.Workspace`1",
        "Layerwise.Runtime.Activations",
        "Layerwise.Runtime.AlignedBuffer",
        "Layerwise.Runtime.BatchNormalization",
        "Layerwise.Runtime.Blank",
        "Layerwise.Runtime.Columns",
        "Layerwise.Runtime.CustomActivation",
        "Layerwise.Runtime.Dropout",
        "Layerwise.Runtime.FoldedNormalization",
        "Layerwise.Runtime.FrozenData",
        "Layerwise.Runtime.FrozenFile",
        "Layerwise.Runtime.Guard",
        "Layerwise.Runtime.ILanes`1",
        "Layerwise.Runtime.Initializers",
        "Layerwise.Runtime.Lanes1",
        "Layerwise.Runtime.Lanes16",
        "Layerwise.Runtime.Lanes4",
        "Layerwise.Runtime.Lanes8",
        "Layerwise.Runtime.LogSoftmax",
        "Layerwise.Runtime.Losses",
        "Layerwise.Runtime.PRelu",
        "Layerwise.Runtime.Scratch",
        "Layerwise.Runtime.Softmax");

    /// <param name="type">The network.</param>
    /// <param name="compilation">What it is part of.</param>
    /// <param name="library">The library's assembly.</param>
    /// <param name="declaration">The declaration with the layers, where it is known.</param>
    /// <param name="faults">Receives what hides a name.</param>
    public static void Check(INamedTypeSymbol type, Compilation compilation, IAssemblySymbol? library, TypeDeclarationSyntax? declaration, FaultList faults)
    {
        void Add(Location? location, string needed, string obstacle, string remedy) =>
            faults.Add(FaultKind.HiddenName, location ?? type.Locations.FirstOrDefault() ?? Location.None, type.Name, needed, obstacle, remedy);

        void AddHidden(ISymbol hider, string needed) =>
            Add(hider.Locations.FirstOrDefault(static place => place.IsInSource), needed, $"'{hider.ToDisplayString()}' has that name", "rename it");

        if (ExternAlias.Of(library, compilation) is { } alias)
        {
            Add(null, "the namespace Layerwise", $"the library is referenced under the alias '{alias}' alone", "add 'global' to its aliases");
        }

        foreach (string root in Roots)
        {
            foreach (INamedTypeSymbol hider in compilation.GlobalNamespace.GetTypeMembers(root)) AddHidden(hider, $"the namespace {root}");
        }

        foreach (string name in Used)
        {
            if (compilation.Assembly.GetTypeByMetadataName(name) is { } hider) AddHidden(hider, $"the type {name.Split('`')[0]}");
        }

        if ((InClass(type) ?? AroundClass(compilation, declaration)) is { } word) AddHidden(word, $"the keyword {Word}");
    }

    private static ISymbol? InClass(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            bool isOwn = declaring.Equals(type, SymbolEqualityComparer.Default);
            if (declaring.GetMembers(Word).FirstOrDefault(member => isOwn || member.DeclaredAccessibility != Accessibility.Private) is { } hider) return hider;
        }

        return null;
    }

    // In the types and namespaces around the class, and by using directives, of which some hold for the whole project.
    private static ISymbol? AroundClass(Compilation compilation, TypeDeclarationSyntax? declaration) =>
        declaration is null
            ? null
            : compilation.GetSemanticModel(declaration.SyntaxTree).LookupSymbols(declaration.SpanStart, name: Word).FirstOrDefault();
}
