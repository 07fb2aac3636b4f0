using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What a pass of training through a recurrent layer reads and writes: [rows, steps, units] of everything, where nothing else is said.</summary>
/// <param name="gates"><see cref="Gates"/>.</param>
/// <param name="parameters"><see cref="Parameters"/>.</param>
/// <param name="room"><see cref="Room"/>.</param>
/// <param name="workspace"><see cref="Workspace"/>.</param>
/// <param name="rows"><see cref="Rows"/>.</param>
/// <param name="steps"><see cref="Steps"/>.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal ref struct RecurrentPass(ref float gates, ref float parameters, ref float room, WorkspaceMemory workspace, int rows, int steps)
{
    /// <summary>[rows, steps, gates, units]: x·W + b, and from the forward pass on what the layer keeps in their place.</summary>
    public readonly ref float Gates = ref gates;

    /// <summary>U, and biases behind it where the layer has them.</summary>
    public readonly ref float Parameters = ref parameters;

    /// <summary>h, and behind that of all steps the further values of the kind of layer.</summary>
    public readonly ref float Room = ref room;

    /// <summary>The lengths of the rows, and what they begin with.</summary>
    public readonly WorkspaceMemory Workspace = workspace;

    /// <summary>Number of sequences.</summary>
    public readonly int Rows = rows;

    /// <summary>Steps of each.</summary>
    public readonly int Steps = steps;

    /// <summary>h'; on the way there alone.</summary>
    public ref float Outputs;

    /// <summary>Derivatives with respect to h'; on the way back alone, as the two that follow.</summary>
    public ref float Derivatives;

    /// <summary>Uᵀ, and what goes back to the step before (<see cref="Recurrence.Carried"/>).</summary>
    public ref float Panel;

    /// <summary>[rows, steps, gates, units]: derivatives with respect to x·W + b.</summary>
    public ref float Deltas;

    /// <summary>The slope of φ, where the layer has one.</summary>
    public float Slope;

    /// <summary>Where a value of the room starts: so many values of all steps behind h of all.</summary>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="values">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float Further<TShape>(int values)
        where TShape : struct, IRecurrentShape => ref Unsafe.Add(ref Room, (nint)Rows * Steps * (values * TShape.Units));
}
