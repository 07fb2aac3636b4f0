using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>What others trained with success must not be warned of: precision is what a rule lives by.</summary>
[Trait("Category", "Slow")]
public sealed class SoundDesignsTests
{
    private static SoundDesign[] Designs { get; } = [.. Classifiers.All, .. Regressors.All, .. Controllers.All, .. Convolutional.All, .. Sequences.All];

    public static TheoryData<string> Names => [.. Designs.Select(static design => design.Name)];

    [Fact]
    public void There_are_at_least_forty_with_a_source_each()
    {
        Assert.True(Designs.Length >= 40, $"There are {Designs.Length}.");
        Assert.Equal(Designs.Length, Designs.DistinctBy(static design => design.Name).Count());
        Assert.All(Designs, static design => Assert.NotEqual("", design.Source));
    }

    // What a framework gives to whoever writes nothing is a choice where it is written.
    [Fact]
    public async Task Default_that_is_written_out_is_warned_of()
    {
        string program = Designs.Single(static design => design.Name == "KerasMnistMlp").Program.Replace("Activation.Relu", "Activation.Relu, Init.XavierUniform", StringComparison.Ordinal);
        IEnumerable<Diagnostic> warnings = (await Analysis.RunAsync(Compilations.Of(program))).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(["LW2001"], warnings.Select(static diagnostic => diagnostic.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sound_design_raises_nothing_above_information(string name)
    {
        string program = Designs.Single(design => design.Name == name).Program;
        Compilation compilation = Compilations.Generated(Compilations.Of(program));

        Assert.Empty(Analysis.Complaints(compilation, DiagnosticSeverity.Warning));
        Assert.Empty((await Analysis.RunAsync(compilation)).Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info));
    }
}
