using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Pipeline;

/// <summary>While the user types elsewhere, nothing runs again.</summary>
public sealed class CachingTests
{
    [Fact]
    public void Every_step_is_cached_after_an_unrelated_edit()
    {
        Assert.NotEmpty(TrackedSteps.Names);
        Assert.All(Reasons(compilation => compilation.AddSyntaxTrees(Parse("class Unrelated { int x; }"))), AssertCached);
    }

    [Fact]
    public void Every_step_is_cached_after_an_edit_in_the_same_file()
    {
        Assert.All(Reasons(compilation => Edit(compilation, Samples.DigitClassifier + "\n// A comment.\nclass Unrelated;\n")), AssertCached);
    }

    [Fact]
    public void A_change_of_a_layer_runs_again()
    {
        var reasons = Reasons(compilation => Edit(compilation, Samples.DigitClassifier.Replace("32", "33", StringComparison.Ordinal)));
        // A setting of the project is no layer's.
        Assert.All(reasons.Where(static step => step.Step != "WantsReports"), static step => Assert.Contains(IncrementalStepRunReason.Modified, step.Reasons));
    }

    [Fact]
    public void Only_the_edited_network_is_written_again()
    {
        var consumer = new Consumer(Samples.DigitClassifier, Samples.Network("Other", "1, 1, Activation.Relu"));
        var compilation = consumer.Compilation();
        var driver = consumer.Driver().RunGenerators(compilation);
        var other = compilation.SyntaxTrees[1];
        var edited = other.GetRoot().ToFullString().Replace("1, 1", "1, 2", StringComparison.Ordinal);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(other, Parse(edited)));

        var outputs = driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.Single().SelectMany(step => step.Outputs);
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified],
            outputs.Select(output => output.Reason).Distinct().Order().Reverse());
    }

    private static void AssertCached((string Step, IncrementalStepRunReason[] Reasons) step)
    {
        Assert.NotEmpty(step.Reasons);
        Assert.All(step.Reasons, reason => Assert.True(
            reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step.Step} was {reason}"));
    }

    private static List<(string Step, IncrementalStepRunReason[] Reasons)> Reasons(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var consumer = new Consumer(Samples.DigitClassifier);
        var compilation = consumer.Compilation();
        var driver = consumer.Driver().RunGenerators(compilation).RunGenerators(edit(compilation));
        var result = driver.GetRunResult().Results.Single();
        return [
            .. TrackedSteps.Names
                .Where(result.TrackedSteps.ContainsKey)
                .Select(step => (step, result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).ToArray())),
            ("output", result.TrackedOutputSteps.Values.Single().SelectMany(run => run.Outputs).Select(output => output.Reason).ToArray()),
        ];
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse(source));

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose), "Edited.cs");
}
