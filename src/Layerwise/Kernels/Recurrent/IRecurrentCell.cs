namespace Layerwise.Runtime;

/// <summary>A kind of recurrent layer: what training asks of it at a step (<see cref="RecurrentTraining"/>), and what its matrices look like.</summary>
internal interface IRecurrentCell
{
    /// <summary>Matrices side by side.</summary>
    static abstract int Gates { get; }

    /// <summary>Whether biases lie behind U.</summary>
    static virtual bool HasRecurrentBiases => false;

    /// <summary>A step: h' from the sums of the gates, and what the way back needs.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="pass">Where everything lies.</param>
    /// <param name="at">Where in what is [rows, steps, units] those of the step start.</param>
    /// <param name="state">h, which stands in the room too, and what the layer remembers beside it.</param>
    static abstract void Forward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float state)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape;

    /// <summary>Back through a step: the derivatives with respect to the sums of the gates, and to what the step before left.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="pass">Where everything lies; Uᵀ stands in the panel.</param>
    /// <param name="at">Where in what is [rows, steps, units] those of the step start.</param>
    /// <param name="carried">The derivatives with respect to h' that later steps bring [units], replaced by those for the step before.</param>
    /// <param name="further">A second vector of this kind, behind the last step 0.</param>
    static abstract void Backward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float carried, ref float further)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape;

    /// <summary>Sets to 0 what steps behind the length of a row would add to a gradient, where that is more than h and the derivatives with respect to the sums.</summary>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="pass">Where everything lies.</param>
    /// <param name="end">Where in what is [rows, steps, units] the first of these steps starts.</param>
    /// <param name="count">Their number, times that of units.</param>
    static virtual void ClearBehind<TShape>(in RecurrentPass pass, nint end, int count)
        where TShape : struct, IRecurrentShape
    {
    }
}
