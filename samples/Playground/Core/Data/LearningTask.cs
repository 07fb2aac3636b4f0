using Layerwise;
using Playground.Networks;

namespace Playground.Data;

/// <summary>Something to learn.</summary>
/// <param name="Name">What lists call it.</param>
/// <param name="Kind">What a picture of it shows.</param>
/// <param name="Inputs">[samples, numbers of a sample], of mean square 1.</param>
/// <param name="InputSize">Numbers of a sample.</param>
/// <param name="Targets">[samples, numbers of a target]; of a class, a 1 at its place.</param>
/// <param name="TargetSize">Numbers of a target.</param>
internal sealed record LearningTask(string Name, TaskKind Kind, float[] Inputs, int InputSize, float[] Targets, int TargetSize)
{
    /// <summary>Samples to learn from.</summary>
    public int Count => Inputs.Length / InputSize;

    /// <summary>The same as a data set.</summary>
    public Dataset Samples { get; } = new(Inputs, InputSize, Targets, TargetSize);

    /// <summary>The samples that a picture shows, [shown, InputSize]: those that are learned from, unless others were kept back for it.</summary>
    public float[] ShownInputs { get; init; } = Inputs;

    /// <summary>Their targets.</summary>
    public float[] ShownTargets { get; init; } = Targets;

    /// <summary>How dark each pixel of the shown samples is, from 0 to 1, where they are images; otherwise empty.</summary>
    public float[] ShownPixels { get; init; } = [];

    /// <summary>Whether answers are classes.</summary>
    public bool HasClasses => TargetSize > 1;

    /// <summary>The loss of who always answers with what is most frequent, or with the mean: what not to have learned amounts to.</summary>
    public double GuessingLoss => HasClasses ? Math.Log(TargetSize) : Targets.Average(static target => (double)target * target);

    /// <summary>The networks that can learn it, or should.</summary>
    public IReadOnlyList<NetworkChoice> Networks => Kind switch
    {
        TaskKind.Plane => NetworkCatalogue.Plane,
        TaskKind.Curve => NetworkCatalogue.Curve,
        _ => NetworkCatalogue.Digits,
    };
}
