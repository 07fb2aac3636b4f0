namespace Layerwise.Runtime;

/// <summary>
/// The losses of <see cref="Loss"/>: mean loss of a batch, and its derivative by each output. Semantics are PyTorch's with
/// <c>reduction="mean"</c>: logarithms are at least −100, denominators of gradients at least 10⁻¹².
/// </summary>
/// <remarks>
/// All spans are [rows, width], row-major, rows and width at least 1; their lengths are not checked here. NaN propagates.
/// </remarks>
public static class Losses
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
        where TLanes : struct, ILanes<TLanes>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float difference = outputs[i] - targets[i];
            sum += (double)difference * difference;
            if (!gradients.IsEmpty) gradients[i] = 2f / outputs.Length * difference;
        }

        return (float)(sum / outputs.Length);
    }

    /// <summary>Mean of −y·ln a − (1 − y)·ln(1 − a) over all outputs; derivative (a − y)/(a·(1 − a))/(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, in [0, 1].</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float BinaryCrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float a = outputs[i];
            float y = targets[i];
            sum -= (y * ClampedLog(a)) + ((1 - y) * ClampedLog(1 - a));
            if (!gradients.IsEmpty) gradients[i] = (a - y) / MathF.Max(a * (1 - a), 1e-12f) / outputs.Length;
        }

        return (float)(sum / outputs.Length);
    }

    /// <summary>Mean over the rows of −Σ y·ln a; derivative −y/a/rows.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float CrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        int rows = outputs.Length / width;
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float y = targets[i];
            if (y != 0) sum -= y * ClampedLog(outputs[i]);
            if (!gradients.IsEmpty) gradients[i] = -y / MathF.Max(outputs[i], 1e-12f) / rows;
        }

        return (float)(sum / rows);
    }

    /// <summary>
    /// <see cref="CrossEntropy"/> of the outputs p of a softmax layer, with the derivative by its pre-activations:
    /// (p·Σy − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        int rows = probabilities.Length / width;
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> p = probabilities.Slice(row * width, width);
            ReadOnlySpan<float> y = targets.Slice(row * width, width);
            float total = 0;
            for (int i = 0; i < width; i++)
            {
                total += y[i];
                if (y[i] != 0) sum -= y[i] * ClampedLog(p[i]);
            }

            if (deltas.IsEmpty) continue;
            for (int i = 0; i < width; i++) deltas[(row * width) + i] = ((p[i] * total) - y[i]) / rows;
        }

        return (float)(sum / rows);
    }

    /// <summary>
    /// <see cref="CrossEntropy"/> of the outputs p of a softmax layer where the target of each sample is 1 at its label and 0
    /// elsewhere, with the derivative by the pre-activations: (p − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        int rows = labels.Length;
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            sum -= ClampedLog(probabilities[(row * width) + labels[row]]);
        }

        if (!deltas.IsEmpty)
        {
            for (int i = 0; i < probabilities.Length; i++) deltas[i] = probabilities[i] / rows;
            for (int row = 0; row < rows; row++)
            {
                int hit = (row * width) + labels[row];
                deltas[hit] = (probabilities[hit] - 1) / rows;
            }
        }

        return (float)(sum / rows);
    }

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> of the outputs p of a sigmoid layer, with the derivative by its pre-activations:
    /// (p − y)/(rows·width).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p, in [0, 1].</param>
    /// <param name="targets">y, in [0, 1].</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SigmoidBinaryCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        float loss = BinaryCrossEntropy<TLanes>(probabilities, targets, width, default);
        for (int i = 0; i < deltas.Length; i++) deltas[i] = (probabilities[i] - targets[i]) / probabilities.Length;
        return loss;
    }

    private static float ClampedLog(float x) => MathF.Max(MathF.Log(x), -100f);
}
