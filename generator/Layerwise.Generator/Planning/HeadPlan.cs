using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>How training gets from the loss of an output to the last linear map before it.</summary>
/// <param name="Head">The output.</param>
/// <param name="Value">The value that it is.</param>
/// <param name="Ending">The steps behind that map, the last of them first.</param>
internal sealed record HeadPlan(HeadSpec Head, int Value, ImmutableArray<Operation> Ending)
{
    public static ImmutableArray<HeadPlan> Of(NetworkSpec network, ImmutableArray<Operation> training)
    {
        Operation last = training[training.Length - 1];
        return network.Heads.Select((head, index) => Of(head, last is Join ? last.Reads[index] : last.Writes, training)).ToImmutableArray();
    }

    private static HeadPlan Of(HeadSpec head, int value, ImmutableArray<Operation> training) => new(head, value, Graph.EndingOf(training, value).ToImmutableArray());
}
