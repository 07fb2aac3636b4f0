extern alias generator;

using generator::Layerwise.Generator.Ops;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>What the compiler knows of the outputs of a network covers every step that networks are made of.</summary>
public sealed class EvaluationTests
{
    // A sequence that goes on, of which that is one step, is no sample.
    public static TheoryData<string> Steps => new(typeof(Operation).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && type != typeof(ConvolveStep))
        .Select(static type => type.Name));

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_has_its_line(string step)
    {
        string source = File.ReadAllText(Repository.At("generator", "Layerwise.Generator", "Evaluation", "NetworkEvaluation.cs"));
        Assert.Matches($@"            {step} (\w+ )?=>", source);
    }
}
