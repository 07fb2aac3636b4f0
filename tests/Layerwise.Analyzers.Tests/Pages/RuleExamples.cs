using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>The examples on the pages as programs.</summary>
internal static partial class RuleExamples
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
        [.. (await Analysis.RunAsync(compilation, Files(id, section))).Where(diagnostic => diagnostic.Id == id)];

    /// <summary>What the page of a rule shows as right.</summary>
    public static CSharpCompilation Right(string id) => Compile(RulePage.Of(id).Right, version: null);

    // The rule about unfit weights has weights in both of its examples, the one about missing weights where its project file has them.
    private static ImmutableArray<AdditionalText> Weights(string id, string section)
    {
        if (id == FaultRules.Of(FaultKind.RoundedWeightsDiffer).Descriptor.Id) return [DigitWeights.WithOutlier];
        bool hasWeights = id == FaultRules.Of(FaultKind.FrozenFileUnfit).Descriptor.Id || RulePage.Of(id).Section(section).Contains("<FrozenWeights ", StringComparison.Ordinal);
        return hasWeights ? [DigitWeights.File] : [];
    }

    private static AnalyzerOptions Files(string id, string section)
    {
        Match format = Format().Match(RulePage.Of(id).Section(section));
        Dictionary<string, string> metadata = format.Success ? new() { ["Weights"] = format.Groups[1].Value } : [];
        return new AnalyzerOptions(Weights(id, section), new AdditionalFileOptions(metadata));
    }

    [GeneratedRegex("<FrozenWeights [^>]*Weights=\"(\\w+)\"")]
    private static partial Regex Format();

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
