using System.Collections.Immutable;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>The examples on the pages as programs.</summary>
internal static class RuleExamples
{
    public const string Path = "/project/Example.cs";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Runtime.CompilerServices;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Layerwise;
        global using Layerwise.Runtime;
        """;

    /// <summary>What the page of a rule shows as wrong.</summary>
    public static CSharpCompilation Wrong(string id) => Compile(RulePage.Of(id).Wrong, RulePage.Of(id).WrongVersion);

    /// <summary>The diagnostics of one rule in an example of its page.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="section">The heading that the example stands under.</param>
    /// <param name="compilation">The example, perhaps with something that silences it.</param>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(string id, string section, Compilation compilation) =>
        [.. (await Analysis.RunAsync(compilation, Weights(id, section))).Where(diagnostic => diagnostic.Id == id)];

    /// <summary>What the page of a rule shows as right.</summary>
    public static CSharpCompilation Right(string id) => Compile(RulePage.Of(id).Right, version: null);

    // The rule about unfit weights has weights in both of its examples, the one about missing weights where its project file has them.
    private static AdditionalText[] Weights(string id, string section) =>
        id == FaultRules.Of(FaultKind.FrozenFileUnfit).Descriptor.Id || RulePage.Of(id).Section(section).Contains("<FrozenWeights ", StringComparison.Ordinal) ? [DigitWeights.File] : [];

    private static CSharpCompilation Compile(string code, string? version)
    {
        CSharpParseOptions options = version is not null && LanguageVersionFacts.TryParse(version, out LanguageVersion language)
            ? Compilations.ParseOptions.WithLanguageVersion(language)
            : Compilations.ParseOptions;
        SyntaxTree example = CSharpSyntaxTree.ParseText(code, options, Path);
        bool isProgram = example.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax);
        return CSharpCompilation.Create(
            "Example",
            [example, CSharpSyntaxTree.ParseText(Usings, options, "/project/Usings.cs")],
            References.All,
            Compilations.Options.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }
}
