using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What a pass of training through a recurrent layer reads and writes: [rows, steps, units] of everything, where nothing else is said.</summary>
internal ref struct RecurrentPass
{
    /// <summary>[rows, steps, gates, units]: x·W + b, and from the forward pass on what the layer keeps in their place.</summary>
    public ref float Gates;

    /// <summary>U, and biases behind it where the layer has them.</summary>
    public ref float Parameters;

    /// <summary>h'.</summary>
    public ref float Outputs;

    /// <summary>h, and behind that of all steps the further values of the kind of layer.</summary>
    public ref float Room;

    /// <summary>Derivatives with respect to h'; on the way back alone, as all that follows.</summary>
    public ref float Derivatives;

    /// <summary>Uᵀ, and what goes back to the step before (<see cref="Recurrence.Carried"/>).</summary>
    public ref float Panel;

    /// <summary>[rows, steps, gates, units]: derivatives with respect to x·W + b.</summary>
    public ref float Deltas;

    /// <summary>The slope of φ, where the layer has one.</summary>
    public float Slope;

    /// <summary>The lengths of the rows, and what they begin with.</summary>
    public WorkspaceMemory Workspace;

    /// <summary>Number of sequences.</summary>
    public int Rows;

    /// <summary>Steps of each.</summary>
    public int Steps;

    /// <summary>Where a value of the room starts: so many values of all steps behind h of all.</summary>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="values">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float Further<TShape>(int values)
        where TShape : struct, IRecurrentShape => ref Unsafe.Add(ref Room, (nint)Rows * Steps * (values * TShape.Units));
}
