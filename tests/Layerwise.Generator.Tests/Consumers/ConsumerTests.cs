using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Consumers;

/// <summary>Compiler settings that users have: each compiles without a single diagnostic.</summary>
[Trait("Category", "Slow")]
public sealed class ConsumerTests
{
    private static readonly Consumer Usual = new(Samples.DigitClassifier, Samples.Network(
        "Regression", "5, 17, Activation.LeakyRelu, Slope = 0.2f, Bias = false", "17, 3, Activation.Sigmoid"));

    private static readonly Dictionary<string, Consumer> Matrix = new()
    {
        ["nullable disabled"] = Usual with { Options = Usual.Options.WithNullableContextOptions(NullableContextOptions.Disable) },
        ["checked arithmetic"] = Usual with { Options = Usual.Options.WithOverflowChecks(true) },
        ["unsafe on"] = Usual with { Options = Usual.Options.WithAllowUnsafe(true) },
        ["debug"] = Usual with { Options = Usual.Options.WithOptimizationLevel(OptimizationLevel.Debug) },
        ["warnings as errors"] = Usual with { Options = Usual.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error) },
        ["documentation not parsed"] = Usual with { Documentation = DocumentationMode.None },
        ["documentation parsed"] = Usual with { Documentation = DocumentationMode.Parse },
        ["documentation diagnosed, warnings as errors"] = Usual with
        {
            Documentation = DocumentationMode.Diagnose,
            Options = Usual.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error),
        },
        ["C# 11"] = Usual with { Language = LanguageVersion.CSharp11 },
        ["C# 12"] = Usual with { Language = LanguageVersion.CSharp12 },
        ["C# preview"] = Usual with { Language = LanguageVersion.Preview },
        ["CLS-compliant"] = Usual with { Sources = [.. Usual.Sources, "[assembly: System.CLSCompliant(false)]"] },
        ["internals visible to others"] = Usual with { Sources = [.. Usual.Sources, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")]"] },
    };

    public static TheoryData<string> Settings => [.. Matrix.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Generated_code_compiles_without_a_diagnostic(string setting)
    {
        var generation = Matrix[setting].Generate();
        generation.AssertClean();
        Assert.Equal(6, generation.HintNames.Count());
    }

    // The settings that change what the compiler makes of arithmetic.
    [Theory]
    [InlineData("checked arithmetic")]
    [InlineData("debug")]
    public void Generated_code_computes_the_same(string setting)
    {
        using var assembly = Matrix[setting].Load();
        foreach (var network in assembly.Networks) Assert.Equal([], LoadedAssembly.Visit(network, new CheckVisitor(5)).Failures);
    }

    [Fact]
    public void A_language_version_that_is_too_low_gets_no_code_and_no_strange_errors()
    {
        var generation = (Usual with { Language = LanguageVersion.CSharp10, Sources = ["using Layerwise; [Layer(1, 1, Activation.Relu)] internal partial class Net { }"] }).Generate();
        generation.AssertClean();
        Assert.Empty(generation.HintNames);
    }
}
