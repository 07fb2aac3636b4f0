using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>The steps of a network in an order in which they can run, and the values that pass between them. Most are a chain: each reads what the one before wrote.</summary>
/// <param name="inputs">The shape of the inputs of the network.</param>
internal sealed class Graph(Shape inputs)
{
    /// <summary>The value that is the inputs of the network.</summary>
    public const int Inputs = 0;

    private readonly List<Operation> _steps = [];

    private readonly List<int> _layerInputs = [];

    public IReadOnlyList<Operation> Steps => _steps;

    /// <summary>What a layer that is being lowered reads: the value that the last step wrote, or the one that its branch begins at; at first the inputs.</summary>
    public int Last { get; private set; }

    /// <summary>Says that the steps of the next layer follow.</summary>
    public void BeginLayer() => _layerInputs.Add(Last);

    /// <summary>Says that what follows begins at a value that was there before.</summary>
    public void BranchFrom(int value) => Last = value;

    /// <summary>The value that a layer reads that has begun.</summary>
    /// <param name="layer">Its zero-based index.</param>
    public int InputOf(int layer) => _layerInputs[layer];

    /// <summary>Adds a step that reads the last value.</summary>
    public void Add(Operation step) => Add(step, Last);

    /// <summary>Adds a step that reads any values that there are.</summary>
    public void Add(Operation step, params int[] reads)
    {
        Last = _steps.Count + 1;
        _steps.Add(step with
        {
            Reads = new EquatableArray<int>(ImmutableArray.Create(reads)),
            Writes = Last,
            Shape = step.ShapeOf(reads[0] == Inputs ? inputs : _steps[reads[0] - 1].Shape),
        });
    }

    /// <summary>
    /// The steps with those at the end that come behind the last linear map of any of some values: the derivatives that losses bring meet these first. Values are counted anew.
    /// </summary>
    public IReadOnlyList<Operation> WithEndingsLast(IReadOnlyList<int> values)
    {
        int[] endings = [.. values.SelectMany(value => EndingOf(_steps, value)).Select(static step => step.Writes)];
        int[] order = [.. _steps.Select(static step => step.Writes).OrderBy(value => value == _steps.Count ? 2 : endings.Contains(value) ? 1 : 0)];
        int Renumbered(int value) => value == Inputs ? Inputs : Array.IndexOf(order, value) + 1;
        return
        [
            .. order.Select(value => _steps[value - 1]).Select(step => step with
            {
                Reads = new EquatableArray<int>(step.Reads.Select(Renumbered).ToImmutableArray()),
                Writes = Renumbered(step.Writes),
            }),
        ];
    }

    /// <summary>Whether parameters have a part in a value: derivatives with respect to others are wanted only where somebody asks for those of the inputs.</summary>
    /// <param name="steps">All steps; each stands where the value that it writes is counted.</param>
    /// <param name="value">The value.</param>
    public static bool DependsOnParameters(IReadOnlyList<Operation> steps, int value) =>
        value != Inputs && (steps[value - 1].HasParameters || steps[value - 1].Reads.Any(read => DependsOnParameters(steps, read)));

    /// <summary>The steps behind the last linear map that a value comes from, the last of them first.</summary>
    /// <param name="steps">All steps; each stands where the value that it writes is counted.</param>
    /// <param name="value">The value.</param>
    public static IEnumerable<Operation> EndingOf(IReadOnlyList<Operation> steps, int value)
    {
        for (; value != Inputs && steps[value - 1].KeepsPlaces; value = steps[value - 1].Reads[0]) yield return steps[value - 1];
    }
}
