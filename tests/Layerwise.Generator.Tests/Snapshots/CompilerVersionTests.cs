extern alias generator;

using System.Runtime.CompilerServices;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Snapshots;

/// <summary>
/// The generator writes the same text in the oldest compiler that it supports and in a newer one: this file is part of a project
/// for each, and both compare with one snapshot.
/// </summary>
public sealed class CompilerVersionTests
{
    // The oldest compiler knows C# 11 as a preview only.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    [Fact]
    public void The_output_does_not_depend_on_the_compiler()
    {
        var compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(Samples.DigitClassifier, ParseOptions)],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var driver = CSharpGeneratorDriver
            .Create([new generator::Layerwise.Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGenerators(compilation);
        var result = driver.GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.Equal(
            Verified(),
            result.GeneratedSources.Select(source => $"//HintName: {source.HintName}\n{source.SourceText}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Verified([CallerFilePath] string thisFile = "") =>
        Directory.GetFiles(Path.GetDirectoryName(thisFile)!, "SnapshotTests.Classifier#*.verified.cs")
            .Select(File.ReadAllText)
            .Order(StringComparer.Ordinal);
}
