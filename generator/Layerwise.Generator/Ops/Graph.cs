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

    /// <summary>The value that the last step wrote, or the inputs where there is none yet: what a layer that is being lowered reads.</summary>
    public int Last => _steps.Count;

    /// <summary>Says that the steps of the next layer follow.</summary>
    public void BeginLayer() => _layerInputs.Add(Last);

    /// <summary>The value that a layer reads that has begun.</summary>
    /// <param name="layer">Its zero-based index.</param>
    public int InputOf(int layer) => _layerInputs[layer];

    /// <summary>Adds a step that reads the last value.</summary>
    public void Add(Operation step) => Add(step, Last);

    /// <summary>Adds a step that reads any values that there are.</summary>
    public void Add(Operation step, params int[] reads) => _steps.Add(step with
    {
        Reads = new EquatableArray<int>(ImmutableArray.Create(reads)),
        Writes = _steps.Count + 1,
        Shape = step.ShapeOf(reads[0] == Inputs ? inputs : _steps[reads[0] - 1].Shape),
    });
}
