using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>
/// What a method of inference calls the places of what passes between its steps: <c>hidden</c>, where they begin, and references with a number for those behind it that the method
/// uses, in their order.
/// </summary>
internal sealed class HiddenPlaces
{
    private readonly int[] _behind;

    private HiddenPlaces(IEnumerable<int?> offsets) => _behind = [.. offsets.OfType<int>().Where(static offset => offset > 0).Distinct().OrderBy(static offset => offset)];

    /// <summary>Those of some steps.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="steps">Of its inference.</param>
    public static HiddenPlaces Of(NetworkPlan plan, IEnumerable<Operation> steps) => new(steps.Select(step => plan.OffsetOf(step.Writes)));

    /// <summary>Those of one sample.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="steps">The calls for a sample. Its outputs lie behind each other as they are computed.</param>
    public static HiddenPlaces Of(NetworkPlan plan, IEnumerable<SampleStep> steps) =>
        new(steps.Select(static step => (step.Second ?? step.First).Writes).Where(value => plan.HeadOffsetOf(value) is null).Select(plan.OffsetOf));

    /// <summary>A reference to the place that begins so many floats behind the first one.</summary>
    public string At(int offset) => "ref " + Name(offset);

    /// <summary>Declares them.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="times">What each offset is multiplied by: nothing, or <c>Block * </c> where there are several samples at a time.</param>
    public void Write(CodeWriter writer, string times)
    {
        foreach (int offset in _behind) writer.Line($"ref float {Name(offset)} = {Names.At("hidden", times + Literal.Of(offset))};");
    }

    private string Name(int offset) => offset == 0 ? "hidden" : $"hidden{Literal.Of(2 + Array.IndexOf(_behind, offset))}";
}
