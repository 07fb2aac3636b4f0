namespace Layerwise.Runtime;

/// <content>Losses of numbers.</content>
public static partial class Losses
{
    /// <summary>Mean of (a − y)² over all outputs; derivative 2·(a − y)/(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a.</param>
    /// <param name="targets">y.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float MeanSquaredError<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<SquaredErrorTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: 1, gradients);

    /// <summary>Mean of |a − y| over all outputs; derivative sign(a − y)/(rows·width), 0 where they are equal.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a.</param>
    /// <param name="targets">y.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float MeanAbsoluteError<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<AbsoluteErrorTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: 1, gradients);

    /// <summary>Mean over all outputs of ½(a − y)², but delta·(|a − y| − ½delta) beyond a distance of delta; derivative a − y limited to ±delta, /(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a.</param>
    /// <param name="targets">y.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <param name="delta">Finite, greater than 0.</param>
    /// <returns>The mean loss.</returns>
    public static float Huber<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients, float delta)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<HuberTerm, TLanes>(new HuberTerm(delta), outputs, targets, width, outputsPerLoss: 1, gradients);

    /// <summary>Mean over all outputs of ½(a − y)²/beta, but |a − y| − ½beta beyond a distance of beta; derivative (a − y)/beta limited to ±1, /(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a.</param>
    /// <param name="targets">y.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <param name="beta">Finite, greater than 0.</param>
    /// <returns>The mean loss.</returns>
    public static float SmoothL1<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients, float beta)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<SmoothAbsoluteErrorTerm, TLanes>(new SmoothAbsoluteErrorTerm(beta), outputs, targets, width, outputsPerLoss: 1, gradients);
}
