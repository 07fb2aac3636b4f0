using Layerwise.Runtime;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>Counts which classes a network takes for which: what an accuracy hides, above all where some classes are rare.</summary>
/// <remarks>
/// A sample whose outputs hold NaN has no answer: it counts as one of its class that was taken for none. Adding allocates nothing.
/// </remarks>
public sealed class ConfusionMatrix
{
    private const int LeastClasses = 2;

    // The square of this still fits an array.
    private const int MostClasses = 40_000;

    private readonly string[] _names;

    // By actual and predicted class; in one column more, those without an answer.
    private readonly long[] _counts;

    /// <summary>An empty matrix, whose classes are called by their numbers.</summary>
    /// <param name="classCount">Number of classes, from 2 to 40,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is outside.</exception>
    public ConfusionMatrix(int classCount)
        : this(Numbers(classCount))
    {
    }

    /// <summary>An empty matrix.</summary>
    /// <param name="classNames">What the classes are called, by their labels; from 2 to 40,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more.</exception>
    /// <exception cref="ArgumentException">A name is null.</exception>
    public ConfusionMatrix(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        RequireCount(classNames.Count, nameof(classNames));
        if (classNames.Contains(null)) throw new ArgumentException("Expected a name for each class, but one is null.", nameof(classNames));
        _names = [.. classNames];
        _counts = new long[_names.Length * (_names.Length + 1)];
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount => _names.Length;

    /// <summary>What the classes are called.</summary>
    public IReadOnlyList<string> ClassNames => _names;

    /// <summary>Number of samples.</summary>
    public long Count => _counts.Sum();

    /// <summary>Number of samples whose outputs held NaN.</summary>
    public long Unanswered => Enumerable.Range(0, ClassCount).Sum(actual => _counts[Place(actual, ClassCount)]);

    /// <summary>The share of right answers; NaN where there are no samples.</summary>
    public double Accuracy => (double)Enumerable.Range(0, ClassCount).Sum(label => this[label, label]) / Count;

    /// <summary>The mean over all classes, each of which counts alike.</summary>
    public ClassScores MacroAverage => Mean(static _ => 1);

    /// <summary>The mean over all classes, each of which counts by its samples; zeros where there are none.</summary>
    public ClassScores WeightedAverage => Mean(static scores => scores.Support);

    /// <summary>Number of samples of one class that were taken for another, or for itself.</summary>
    /// <param name="actual">The label of the class that they are of.</param>
    /// <param name="predicted">The label of the class that they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            Require(actual, nameof(actual));
            Require(predicted, nameof(predicted));
            return _counts[Place(actual, predicted)];
        }
    }

    /// <summary>The answers of a network, by inference. One output that says yes or no counts as two classes, "no" and "yes".</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="classNames">What its classes are called, by their labels; null for <see cref="Dataset.TargetNames"/> or, where there are none, numbers.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <exception cref="ArgumentException">
    /// The samples don't have the network's sizes, a target is outside the range of its loss, there are more or fewer names than classes, or the network has no such output.
    /// </exception>
    /// <exception cref="InvalidOperationException">The outputs are numbers, or there are several that say yes or no each by itself.</exception>
    public static ConfusionMatrix Of<TNetwork>(TNetwork network, Dataset samples, IReadOnlyList<string>? classNames = null, string? head = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo asked = HeadsOf<TNetwork>.Named(head);
        LossTraits traits = Answer.TraitsOf<TNetwork>(asked);
        if (traits.IsYesOrNo && asked.Size > 1)
        {
            throw new InvalidOperationException(
                $"Each of the {asked.Size} outputs of {typeof(TNetwork).Name} says yes or no by itself; {nameof(OfEach)} gives a matrix for each.");
        }

        string[] own = traits.IsYesOrNo ? ["no", "yes"] : Numbers(asked.Size);
        if (classNames is not null && classNames.Count != own.Length)
        {
            throw new ArgumentException($"Expected the names of {own.Length} classes, but there are {classNames.Count}.", nameof(classNames));
        }

        var matrix = new ConfusionMatrix(classNames ?? NamesOf<TNetwork>(samples, own.Length) ?? own);
        Predictions.Show(network, samples, asked, (outputs, targets) =>
        {
            for (int start = 0; start < outputs.Length; start += asked.Size)
            {
                if (traits.IsYesOrNo) matrix.AddAnswer(traits, outputs[start], targets[start]);
                else matrix.Record(Answer.Largest(targets.Slice(start, asked.Size)), Answer.Largest(outputs.Slice(start, asked.Size)));
            }
        });
        return matrix;
    }

    private static IReadOnlyList<string>? NamesOf<TNetwork>(Dataset samples, int classes)
        where TNetwork : class, INetwork<TNetwork> =>
        !HeadsOf<TNetwork>.AreSeveral && samples.TargetNames?.Count == classes ? samples.TargetNames : null;

    /// <summary>The answers of a network whose outputs say yes or no each by itself, by inference.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <returns>For each number of the output a matrix of two classes, "no" and "yes".</returns>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, a target is outside the range of its loss, or the network has no such output.</exception>
    /// <exception cref="InvalidOperationException">The outputs are numbers, or shares of one answer.</exception>
    public static ConfusionMatrix[] OfEach<TNetwork>(TNetwork network, Dataset samples, string? head = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo asked = HeadsOf<TNetwork>.Named(head);
        LossTraits traits = Answer.TraitsOf<TNetwork>(asked);
        if (!traits.IsYesOrNo)
        {
            throw new InvalidOperationException($"The outputs of {typeof(TNetwork).Name} are shares of one answer; {nameof(Of)} gives its matrix.");
        }

        ConfusionMatrix[] matrices = [.. Enumerable.Range(0, asked.Size).Select(static _ => new ConfusionMatrix(["no", "yes"]))];
        Predictions.Show(network, samples, asked, (outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++) matrices[i % matrices.Length].AddAnswer(traits, outputs[i], targets[i]);
        });
        return matrices;
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="actual">The label of its class.</param>
    /// <param name="predicted">The label that it was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        Require(actual, nameof(actual));
        Require(predicted, nameof(predicted));
        Record(actual, predicted);
    }

    /// <summary>Adds samples, each of which was taken for the class of its largest output, the first one among equals.</summary>
    /// <param name="outputs">[rows, <see cref="ClassCount"/>].</param>
    /// <param name="labels">[rows], each in [0, <see cref="ClassCount"/>).</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing was added.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is outside; nothing was added.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        int rows = Guard.Rows(outputs.Length, ClassCount, nameof(outputs));
        Guard.Length(labels.Length, rows, 1, nameof(labels));
        Guard.Labels(labels, ClassCount, nameof(labels));
        for (int row = 0; row < rows; row++) Record(labels[row], Answer.Largest(outputs.Slice(row * ClassCount, ClassCount)));
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>How well one class is found.</summary>
    /// <param name="label">Its label.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassScores Class(int label)
    {
        Require(label, nameof(label));
        long predicted = Enumerable.Range(0, ClassCount).Sum(actual => _counts[Place(actual, label)]);
        long actual = Enumerable.Range(0, ClassCount + 1).Sum(answer => _counts[Place(label, answer)]);
        return ClassScores.Of(this[label, label], predicted, actual);
    }

    /// <summary>Precision, recall and F1 of each class and their means, as scikit-learn's <c>classification_report</c> prints them.</summary>
    public string Report()
    {
        IEnumerable<string[]> classes = Enumerable.Range(0, ClassCount).Select(label => Row(_names[label], Class(label)));
        List<string[]> rows =
        [
            ["", "precision", "recall", "F1", "samples"],
            .. classes,
            ["accuracy", "", "", Share(Accuracy), NumberText.Grouped(Count)],
            Row("macro average", MacroAverage),
            Row("weighted average", WeightedAverage),
        ];
        return string.Join('\n', TextTable.Lines("<>>>>", rows));
    }

    /// <summary>The counts: a row for each class that samples are of, a column for each that they were taken for.</summary>
    public override string ToString()
    {
        bool hasUnanswered = Unanswered > 0;
        IEnumerable<string> answers = hasUnanswered ? _names.Append("NaN") : _names;
        List<string[]> rows = [["", .. answers]];
        for (int actual = 0; actual < ClassCount; actual++)
        {
            ReadOnlySpan<long> counts = _counts.AsSpan(Place(actual, 0), hasUnanswered ? ClassCount + 1 : ClassCount);
            rows.Add([_names[actual], .. counts.ToArray().Select(NumberText.Grouped)]);
        }

        return string.Join('\n', TextTable.Lines("<" + new string('>', rows[0].Length - 1), rows));
    }

    private void AddAnswer(LossTraits traits, float output, float target) =>
        Record(Answer.YesOrNo(target, traits.TargetBorder), Answer.YesOrNo(output, traits.OutputBorder));

    private void Record(int actual, int predicted) => _counts[Place(actual, predicted == Answer.None ? ClassCount : predicted)]++;

    private int Place(int actual, int predicted) => (actual * (ClassCount + 1)) + predicted;

    private ClassScores Mean(Func<ClassScores, double> weight)
    {
        ClassScores[] all = [.. Enumerable.Range(0, ClassCount).Select(Class)];
        double total = all.Sum(weight);
        double Of(Func<ClassScores, double> score) => total == 0 ? 0 : all.Sum(scores => weight(scores) * score(scores)) / total;
        return new ClassScores(Of(static scores => scores.Precision), Of(static scores => scores.Recall), Of(static scores => scores.F1), Count);
    }

    private static string[] Numbers(int classCount)
    {
        RequireCount(classCount, nameof(classCount));
        return [.. Enumerable.Range(0, classCount).Select(static number => NumberText.Grouped(number))];
    }

    private static void RequireCount(int classCount, string parameter)
    {
        if (classCount is >= LeastClasses and <= MostClasses) return;
        throw new ArgumentOutOfRangeException(parameter, classCount, FormattableString.Invariant($"Expected from {LeastClasses} to {MostClasses} classes."));
    }

    private void Require(int label, string parameter)
    {
        if ((uint)label < (uint)ClassCount) return;
        throw new ArgumentOutOfRangeException(parameter, label, $"Classes are counted from 0; there are {ClassCount} of them.");
    }

    private static string[] Row(string name, ClassScores scores) =>
        [name, Share(scores.Precision), Share(scores.Recall), Share(scores.F1), NumberText.Grouped(scores.Support)];

    private static string Share(double share) => FormattableString.Invariant($"{share:F3}");
}
