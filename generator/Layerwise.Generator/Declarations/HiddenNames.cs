using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Declarations;

/// <summary>
/// Names that mean something else where generated code stands. It writes names behind its aliases of namespaces, and members of its own; what a project can
/// still take from it are these.
/// </summary>
internal static class HiddenNames
{
    /// <summary>The types that generated code names. A project that declares one of them itself means its own.</summary>
    public static ImmutableArray<string> Used { get; } = ImmutableArray.Create(
        "System.ArgumentException",
        "System.ArgumentNullException",
        "System.ArgumentOutOfRangeException",
        "System.IntPtr",
        "System.InvalidOperationException",
        "System.Math",
        "System.ReadOnlySpan`1",
        "System.Span`1",
        "System.CodeDom.Compiler.GeneratedCodeAttribute",
        "System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverageAttribute",
        "System.Runtime.CompilerServices.MethodImplAttribute",
        "System.Runtime.CompilerServices.MethodImplOptions",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Runtime.InteropServices.MemoryMarshal",
        "Layerwise.Activation",
        "Layerwise.HeadInfo",
        "Layerwise.INetwork`1",
        "Layerwise.ILoadableNetwork`1",
        "Layerwise.Init",
        "Layerwise.IRecurrentNetwork`1",
        "Layerwise.LayerInfo",
        "Layerwise.LayerKind",
        "Layerwise.Loss",
        "Layerwise.RecurrentState",
        "Layerwise.RecurrentState`1",
        "Layerwise.TensorInfo",
        "Layerwise.TensorRole",
        "Layerwise.TensorType",
        "Layerwise.Workspace`1",
        "Layerwise.Runtime.AlignedBuffer",
        "Layerwise.Runtime.BatchNormalization",
        "Layerwise.Runtime.BFloat16Dense",
        "Layerwise.Runtime.Blank",
        "Layerwise.Runtime.Borders",
        "Layerwise.Runtime.Convolution",
        "Layerwise.Runtime.Dense",
        "Layerwise.Runtime.Dropout",
        "Layerwise.Runtime.Elementwise",
        "Layerwise.Runtime.FoldedNormalization",
        "Layerwise.Runtime.FrozenData",
        "Layerwise.Runtime.FrozenFile",
        "Layerwise.Runtime.GroupNormalization",
        "Layerwise.Runtime.Gru",
        "Layerwise.Runtime.GruResetFirst",
        "Layerwise.Runtime.Guard",
        "Layerwise.Runtime.Heads",
        "Layerwise.Runtime.IInference",
        "Layerwise.Runtime.ILabelTraining",
        "Layerwise.Runtime.ILanes`1",
        "Layerwise.Runtime.IConvolutionShape",
        "Layerwise.Runtime.IDenseShape",
        "Layerwise.Runtime.Int8Dense",
        "Layerwise.Runtime.IRecurrentShape",
        "Layerwise.Runtime.IStepInference",
        "Layerwise.Runtime.IStepLoss",
        "Layerwise.Runtime.IPoolShape",
        "Layerwise.Runtime.ITraining",
        "Layerwise.Runtime.Initializers",
        "Layerwise.Runtime.LayerNormalization",
        "Layerwise.Runtime.LogSoftmax",
        "Layerwise.Runtime.Losses",
        "Layerwise.Runtime.Lstm",
        "Layerwise.Runtime.PRelu",
        "Layerwise.Runtime.Phi",
        "Layerwise.Runtime.Pooling",
        "Layerwise.Runtime.Residual",
        "Layerwise.Runtime.RmsNormalization",
        "Layerwise.Runtime.Rnn",
        "Layerwise.Runtime.RoundedWeights",
        "Layerwise.Runtime.RowNormalization",
        "Layerwise.Runtime.Scratch",
        "Layerwise.Runtime.Sequences",
        "Layerwise.Runtime.Softmax",
        "Layerwise.Runtime.Widest",
        "Layerwise.Runtime.WorkspaceMemory");

    // All that stand in front of those types: System, System.Runtime, System.Runtime.CompilerServices.
    private static readonly ImmutableArray<string> Namespaces = Used
        .SelectMany(static name => Enumerable.Range(0, name.Length).Where(i => name[i] == '.').Select(i => name.Substring(0, i)))
        .Distinct()
        .ToImmutableArray();

    // One answer for all networks of a compilation: asked for each of a thousand, it took most of what an edit costs the generator.
    private static readonly ConditionalWeakTable<Compilation, OfProject> Answers = new();

    /// <param name="type">The network.</param>
    /// <param name="compilation">What it is part of.</param>
    /// <param name="library">The library's assembly.</param>
    /// <param name="faults">Receives what hides a name.</param>
    public static void Check(INamedTypeSymbol type, Compilation compilation, IAssemblySymbol? library, FaultList faults)
    {
        void Add(Location? location, string needed, string obstacle, string remedy) =>
            faults.Add(FaultKind.HiddenName, location ?? type.Locations.FirstOrDefault() ?? Location.None, needed, obstacle, remedy);

        void AddHidden(INamedTypeSymbol hider, string needed) =>
            Add(hider.Locations.FirstOrDefault(static place => place.IsInSource), needed, $"'{hider.ToDisplayString()}' has that name", "rename it");

        if (ExternAlias.Of(library, compilation) is { } externAlias)
        {
            Add(null, "the namespace Layerwise", $"the library is referenced under the alias '{externAlias}' alone", "add 'global' to its aliases");
        }

        OfProject project = Answers.GetValue(compilation, Ask);
        foreach ((INamedTypeSymbol hider, string needed) in project.Types) AddHidden(hider, needed);

        // The generated files have both: the alias, and the type that the class is or is nested in.
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } outer) outermost = outer;
        bool isHider = outermost.ContainingNamespace.IsGlobalNamespace && NameAlias.All.Any(alias => alias.Name == outermost.Name);
        if (isHider) AddHidden(outermost, $"the alias {outermost.Name}");

        foreach (IdentifierNameSyntax alias in project.Aliases)
        {
            string name = alias.Identifier.ValueText;
            Add(alias.GetLocation(), $"the alias {name}", $"'{name}' is one of the whole project", "rename it");
        }
    }

    private static OfProject Ask(Compilation compilation)
    {
        IEnumerable<(INamedTypeSymbol Hider, string Needed)> namespaces =
            from name in Namespaces
            from hider in TypesCalled(name, compilation)
            select (hider, $"the namespace {name}");
        IEnumerable<(INamedTypeSymbol Hider, string Needed)> types =
            from name in Used
            let hider = compilation.Assembly.GetTypeByMetadataName(name)
            where hider is not null
            select (hider, $"the type {name.Split('`')[0]}");
        return new OfProject(namespaces.Concat(types).ToImmutableArray(), AliasesOf(compilation));
    }

    // In the project or in what it references; a generic type is no obstacle. Asked for by name: a list of all namespaces has the compiler read every one that is referenced.
    private static ImmutableArray<INamedTypeSymbol> TypesCalled(string name, Compilation compilation)
    {
        string[] parts = name.Split('.');
        INamespaceSymbol? outer = compilation.GlobalNamespace;
        foreach (string part in parts.Take(parts.Length - 1)) outer = outer?.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
        return outer?.GetTypeMembers(parts[parts.Length - 1], arity: 0) ?? ImmutableArray<INamedTypeSymbol>.Empty;
    }

    // Others hold for the file alone that they stand in. Read from the files: to ask the compiler what is in scope has it look through each namespace in use.
    private static ImmutableArray<IdentifierNameSyntax> AliasesOf(Compilation compilation) => compilation.SyntaxTrees
        .SelectMany(static tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings)
        .Where(static directive => directive.GlobalKeyword.RawKind != 0)
        .Select(static directive => directive.Alias?.Name)
        .OfType<IdentifierNameSyntax>()
        .Where(static name => NameAlias.All.Any(used => used.Name == name.Identifier.ValueText))
        .ToImmutableArray();

    // What a project has under a name that generated code uses: types, with what each of them hides, and aliases that hold in all of its files.
    private sealed record OfProject(ImmutableArray<(INamedTypeSymbol Hider, string Needed)> Types, ImmutableArray<IdentifierNameSyntax> Aliases);
}
