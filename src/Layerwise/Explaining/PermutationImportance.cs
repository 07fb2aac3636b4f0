using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// How much a network relies on one input: by how much its loss grows when the values of that input are dealt out among the samples at random (Breiman 2001).
/// Inputs that say the same share what they are worth, because each can stand in for the other.
/// </summary>
/// <param name="Input">Zero-based index of the input.</param>
/// <param name="LossIncrease">The mean over the repetitions; about 0 for an input that the network does not use.</param>
/// <param name="Deviation">The standard deviation over the repetitions.</param>
public readonly record struct PermutationImportance(int Input, double LossIncrease, double Deviation)
{
    /// <summary>Of each input of a network.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples that it was not trained on: on others, what it knows by heart looks important.</param>
    /// <param name="repetitions">Random orders for each input, at least 1.</param>
    /// <param name="seed">Any number; the same one gives the same result on every machine.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>One for each input, in their order.</returns>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="repetitions"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PermutationImportance[] Of<TNetwork>(
        TNetwork network, Dataset samples, int repetitions = 5, ulong seed = 0, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        double whole = Trainer.Evaluate(network, samples, cancellationToken).Loss;

        int size = TNetwork.InputSize;
        float[] inputs = new float[checked(samples.Count * size)];
        float[] targets = new float[checked(samples.Count * TNetwork.OutputSize)];
        for (int row = 0; row < samples.Count; row++)
        {
            samples.Gather(
                row, inputs.AsSpan(row * size, size), targets.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize), TargetRange.OfOtherClasses(TNetwork.Loss));
        }

        Dataset permuted = new(inputs, size, targets, TNetwork.OutputSize);
        if (samples.HasWeights) permuted = permuted.WithWeights(Enumerable.Range(0, samples.Count).Select(samples.Weight).ToArray());
        if (samples.HasLengths) permuted = permuted.WithLengths(Enumerable.Range(0, samples.Count).Select(samples.Length).ToArray());
        int[] order = new int[samples.Count];
        var importances = new PermutationImportance[size];
        double[] increases = new double[repetitions];
        for (int input = 0; input < size; input++)
        {
            for (int repetition = 0; repetition < repetitions; repetition++)
            {
                Shuffle.ForPermutation(order, seed, repetition);
                for (int row = 0; row < order.Length; row++) inputs[(row * size) + input] = samples.InputAt(order[row], input);
                increases[repetition] = Trainer.Evaluate(network, permuted, cancellationToken).Loss - whole;
            }

            for (int row = 0; row < order.Length; row++) inputs[(row * size) + input] = samples.InputAt(row, input);
            double mean = increases.Average();
            importances[input] = new PermutationImportance(input, mean, Math.Sqrt(increases.Average(increase => (increase - mean) * (increase - mean))));
        }

        return importances;
    }

    /// <summary>For people: "input 3: loss + 0.123 ± 0.01", the same in every culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"input {Input}: loss + {NumberText.Rounded(LossIncrease)} ± {NumberText.Rounded(Deviation)}");
}
