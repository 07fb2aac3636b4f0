using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>What inference calls the places of what passes between its steps: <c>hidden</c>, where they begin, and references with a number for those behind it.</summary>
internal static class HiddenPlaces
{
    /// <summary>A reference to the place that begins so many floats behind the first one.</summary>
    public static string At(NetworkPlan plan, int offset) => "ref " + Name(plan, offset);

    /// <summary>Declares those that some steps use, for several samples at a time.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="plan">The network.</param>
    /// <param name="steps">Of its inference.</param>
    public static void Write(CodeWriter writer, NetworkPlan plan, IEnumerable<Operation> steps) =>
        Write(writer, plan, "Block * ", steps.Select(step => plan.OffsetOf(step.Writes)));

    /// <summary>Declares those that one sample uses.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="plan">The network.</param>
    /// <param name="steps">The calls for a sample. Its outputs lie behind each other as they are computed.</param>
    public static void Write(CodeWriter writer, NetworkPlan plan, IEnumerable<SampleStep> steps) =>
        Write(writer, plan, "", steps.Select(static step => (step.Second ?? step.First).Writes).Where(value => plan.HeadOffsetOf(value) is null).Select(plan.OffsetOf));

    private static void Write(CodeWriter writer, NetworkPlan plan, string times, IEnumerable<int?> offsets)
    {
        foreach (int offset in offsets.OfType<int>().Where(static offset => offset > 0).Distinct().OrderBy(static offset => offset))
        {
            writer.Line($"ref float {Name(plan, offset)} = {Names.At("hidden", times + Literal.Of(offset))};");
        }
    }

    private static string Name(NetworkPlan plan, int offset) =>
        offset == 0 ? "hidden" : $"hidden{Literal.Of(1 + plan.Hidden.Offsets.OfType<int>().Distinct().Count(other => other < offset))}";
}
