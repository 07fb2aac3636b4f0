using Layerwise.Runtime;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>Whether the probabilities of a network can be taken at their word: of the answers given with 80 %, are 80 % right (Guo et al. 2017)?</summary>
/// <remarks>Adding allocates nothing.</remarks>
public sealed class Calibration
{
    // What scikit-learn keeps from ln 0, for numbers in double.
    private const double LeastProbability = 2.220446049250313e-16;

    private readonly Sums[] _bins;
    private double _logLoss;

    /// <summary>Without answers yet.</summary>
    /// <param name="binCount">Number of ranges of confidence, equally wide, at least 1. Default 10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is less than 1.</exception>
    public Calibration(int binCount = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        _bins = new Sums[binCount];
    }

    /// <summary>Number of answers.</summary>
    public long Count => _bins.Sum(static bin => bin.Count);

    /// <summary>The mean of −ln p over the answers, p the probability that was given to the right class, at least 2.2·10⁻¹⁶; NaN where there are none.</summary>
    public double LogLoss => _logLoss / Count;

    /// <summary>
    /// The expected calibration error: the mean over the answers of the distance between confidence and accuracy of their range. 0 is best; NaN where there are
    /// none.
    /// </summary>
    public double ExpectedError => _bins.Where(static bin => bin.Count > 0).Sum(static bin => Math.Abs(bin.Confidence - bin.Right)) / Count;

    /// <summary>The ranges of confidence, the lowest first: the k-th of n goes from above k/n to (k + 1)/n.</summary>
    public IReadOnlyList<CalibrationBin> Bins =>
        [.. _bins.Select(static bin => new CalibrationBin(bin.Count, bin.Confidence / bin.Count, (double)bin.Right / bin.Count))];

    /// <summary>The answers of a network with probabilities, by inference: Softmax or LogSoftmax with CrossEntropy or KullbackLeibler, Sigmoid with BinaryCrossEntropy.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network. Of outputs that say yes or no each by itself, each is an answer.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="binCount">Number of ranges of confidence, equally wide, at least 1.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <exception cref="ArgumentException">
    /// The samples don't have the network's sizes, a target is outside the range of its loss, an output is no probability, or the network has no such output.
    /// </exception>
    /// <exception cref="InvalidOperationException">The outputs are no probabilities.</exception>
    public static Calibration Of<TNetwork>(TNetwork network, Dataset samples, int binCount = 10, string? head = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo asked = HeadsOf<TNetwork>.Named(head);
        LossTraits traits = Answer.TraitsOf<TNetwork>(asked);
        if (!traits.TakesLogarithms)
        {
            throw new InvalidOperationException($"{typeof(TNetwork).Name} minimizes {asked.Loss}: its outputs are scores, not probabilities.");
        }

        var calibration = new Calibration(binCount);
        LayerInfo last = TNetwork.Layers[asked.Layer];
        bool areLogarithms = last.EndsInActivation && ActivationTraits.Of(last.Activation).GivesLogarithms;
        var output = new float[asked.Size];
        Predictions.Show(network, samples, asked, (outputs, targets) =>
        {
            for (int start = 0; start < outputs.Length; start += output.Length)
            {
                for (int i = 0; i < output.Length; i++) output[i] = areLogarithms ? MathF.Exp(outputs[start + i]) : outputs[start + i];
                ReadOnlySpan<float> target = targets.Slice(start, output.Length);
                if (traits.IsOverClasses) calibration.AddDistribution(output, Answer.Largest(target));
                else for (int i = 0; i < output.Length; i++) calibration.AddYesOrNo(output[i], target[i] >= traits.TargetBorder);
            }
        });
        return calibration;
    }

    /// <summary>Adds answers that are distributions over classes.</summary>
    /// <param name="probabilities">[rows, <paramref name="classCount"/>], each in [0, 1].</param>
    /// <param name="labels">[rows], each in [0, <paramref name="classCount"/>).</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is no probability; nothing was added.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is outside, or the number of classes less than 2; nothing was added.</exception>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        int rows = Guard.Rows(probabilities.Length, classCount, nameof(probabilities));
        Guard.Length(labels.Length, rows, 1, nameof(labels));
        Guard.Labels(labels, classCount, nameof(labels));
        foreach (float p in probabilities) Require(p, nameof(probabilities));
        for (int row = 0; row < rows; row++) AddDistribution(probabilities.Slice(row * classCount, classCount), labels[row]);
    }

    /// <summary>For people: "log loss 0.0321, calibration error 0.0123", the same in every culture.</summary>
    public override string ToString() =>
        $"log loss {NumberText.Rounded(LogLoss, digits: 4)}, calibration error {NumberText.Rounded(ExpectedError, digits: 4)}";

    private void AddDistribution(ReadOnlySpan<float> probabilities, int label)
    {
        foreach (float p in probabilities) Require(p, nameof(probabilities));
        int answer = Answer.Largest(probabilities);
        Add(probabilities[answer], answer == label, probabilities[label]);
    }

    // As a distribution over two classes.
    private void AddYesOrNo(float probability, bool isYes)
    {
        Require(probability, nameof(probability));
        double confidence = probability >= 0.5f ? probability : 1.0 - probability;
        Add(confidence, probability >= 0.5f == isYes, isYes ? probability : 1.0 - probability);
    }

    private void Add(double confidence, bool isRight, double ofRightClass)
    {
        int bin = Math.Clamp((int)Math.Ceiling(confidence * _bins.Length) - 1, 0, _bins.Length - 1);
        _bins[bin].Add(confidence, isRight);
        _logLoss -= Math.Log(Math.Clamp(ofRightClass, LeastProbability, 1));
    }

    // Rounding may leave an exponential or a softmax a little above 1.
    private static void Require(float probability, string parameter)
    {
        if (probability is >= 0 and <= 1.000001f) return;
        throw new ArgumentException(FormattableString.Invariant($"Expected probabilities from 0 to 1, but one is {probability}."), parameter);
    }

    private struct Sums
    {
        public long Count { get; private set; }

        public double Confidence { get; private set; }

        public long Right { get; private set; }

        public void Add(double confidence, bool isRight)
        {
            Count++;
            Confidence += confidence;
            if (isRight) Right++;
        }
    }
}
