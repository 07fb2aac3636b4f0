using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <content>Samples that don't count alike.</content>
public sealed partial class Dataset
{
    // How much each row counts, and each class; empty where all count alike.
    private ReadOnlyMemory<float> _weights;
    private float[] _classWeights = [];
    private bool _hasCheckedWeights;

    /// <summary>
    /// The same samples, of which some count more than others: a trainer's loss becomes Σ w·loss / Σ w over each batch, its gradients those of that, and so does what it reports
    /// of validation data. Accuracies count samples. A weight of 0 leaves a sample's answer out of account; it still passes through the network, and batch normalization sees it,
    /// unless <see cref="Where"/> leaves it out. Replaces other weights of samples, and those of classes.
    /// </summary>
    /// <param name="weights">One for each row of the memory, at <see cref="Row"/>, each finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than rows, one is negative or not finite, or those of all samples are 0.</exception>
    public Dataset WithWeights(ReadOnlyMemory<float> weights)
    {
        Guard.Length(weights.Length, RowCount, 1, nameof(weights));
        RequireWeights(weights.Span, nameof(weights));
        var weighted = new Dataset(this, _rows) { _weights = weights, _classWeights = [] };
        weighted.CheckWeights(nameof(weights));
        return weighted;
    }

    /// <summary>
    /// The same of labelled samples, each of which counts as much as its class: a mean that is divided by the weights of the labels, added up, as PyTorch's
    /// <c>CrossEntropyLoss(weight)</c> of class indices.
    /// </summary>
    /// <param name="weights">One for each class, each finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than classes, one is negative or not finite, or those of all samples are 0.</exception>
    /// <exception cref="InvalidOperationException">The samples have targets, not labels.</exception>
    public Dataset WithClassWeights(ReadOnlySpan<float> weights)
    {
        RequireLabels();
        Guard.Length(weights.Length, TargetSize, 1, nameof(weights));
        RequireWeights(weights, nameof(weights));
        var weighted = new Dataset(this, _rows) { _weights = default, _classWeights = weights.ToArray() };
        weighted.CheckWeights(nameof(weights));
        return weighted;
    }

    /// <summary>
    /// The same with weights that make all classes count alike, however rare: samples / (classes · samples of the class), as scikit-learn's <c>class_weight="balanced"</c>, with the
    /// classes that have a sample.
    /// </summary>
    /// <exception cref="InvalidOperationException">The samples have targets, not labels.</exception>
    public Dataset WithBalancedClasses()
    {
        int[] counts = ClassCounts();
        int present = counts.Count(static count => count > 0);
        float[] weights = [.. counts.Select(count => count == 0 ? 0 : (float)(Count / ((double)present * count)))];
        return WithClassWeights(weights);
    }

    /// <summary>Whether some samples may count more than others.</summary>
    internal bool HasWeights => _weights.Length > 0 || _classWeights.Length > 0;

    /// <summary>How much a sample counts.</summary>
    internal float Weight(int sample) => _weights.Length > 0 ? _weights.Span[RowOf(sample)] : _classWeights.Length > 0 ? _classWeights[Label(sample)] : 1;

    /// <summary>How many samples each class has.</summary>
    internal int[] ClassCounts()
    {
        RequireLabels();
        int[] counts = new int[TargetSize];
        for (int sample = 0; sample < Count; sample++) counts[Label(sample)]++;
        return counts;
    }

    /// <summary>Checks once that some sample counts.</summary>
    /// <exception cref="ArgumentException">None does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CheckWeights(string parameter)
    {
        if (!HasWeights || _hasCheckedWeights) return;
        int sample = 0;
        while (sample < Count && Weight(sample) == 0) sample++;
        if (sample == Count) throw new ArgumentException($"The weights of all {Count} samples are 0: expected at least one that counts.", parameter);
        _hasCheckedWeights = true;
    }

    private float[] CopyWeights() => !HasWeights ? [] : [.. Enumerable.Range(0, Count).Select(Weight)];

    private void RequireLabels()
    {
        if (HasStepLabels) throw new InvalidOperationException("These samples have a label for each step, and so no class each.");
        if (!HasLabels) throw new InvalidOperationException("These samples have targets, not labels, and so no classes.");
    }

    private static void RequireWeights(ReadOnlySpan<float> weights, string parameter)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] >= 0 && weights[i] < float.PositiveInfinity) continue;
            throw new ArgumentException(FormattableString.Invariant($"Weight {i} is {weights[i]}: expected a finite number that is at least 0."), parameter);
        }
    }
}
