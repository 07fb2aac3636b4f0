namespace Layerwise.Reference;

/// <summary>The losses and their derivatives with respect to the outputs, as <see cref="Loss"/> defines them.</summary>
/// <param name="Kind">Not <see cref="Loss.Auto"/> where something is computed.</param>
/// <param name="Delta">Where <see cref="Loss.Huber"/> becomes a straight line.</param>
/// <param name="Beta">Where <see cref="Loss.SmoothL1"/> does.</param>
/// <param name="LabelSmoothing">Share of a target of <see cref="Loss.CrossEntropy"/> that is spread over all outputs.</param>
/// <param name="ClassWeights">Factors of its classes; null for ones.</param>
public sealed record LossFunction(
    Loss Kind, double Delta = 1, double Beta = 1, double LabelSmoothing = 0, IReadOnlyList<double>? ClassWeights = null)
{
    // PyTorch's binary_cross_entropy: a logarithm is at least −100, a denominator of the gradient at least 1e-12.
    private const double LeastLogarithm = -100;
    private const double LeastDenominator = 1e-12;

    /// <summary>Whether targets are labels, 1 at one place and 0 elsewhere: then class weights make the mean a weighted one.</summary>
    public bool IsOfLabels { get; init; }

    /// <summary>Whether the outputs are the logarithms of probabilities, and not the probabilities that an entropy is defined by.</summary>
    public bool IsOfLogarithms { get; init; }

    /// <summary>
    /// Whether the outputs come from the activation that this loss collapses with: the derivative with respect to the pre-activations is then taken without dividing by an output,
    /// and no bound is needed.
    /// </summary>
    public bool IsFused { get; init; }

    /// <summary>The loss that the attribute of a class declares.</summary>
    public static LossFunction DeclaredBy(NetworkAttribute? options) => options is null
        ? new LossFunction(Loss.Auto)
        : new LossFunction(options.Loss, options.Delta, options.Beta, options.LabelSmoothing, options.ClassWeights?.Select(w => (double)w).ToArray());

    /// <summary>The mean loss.</summary>
    /// <param name="outputs">[rows][width], at least one row.</param>
    /// <param name="targets">[rows][width].</param>
    public double Mean(double[][] outputs, double[][] targets) =>
        outputs.SelectMany((row, r) => row.Select((a, j) => Term(a, Target(targets[r], j)))).Sum() / Count(targets);

    /// <summary>The derivative of the mean loss with respect to each output, [rows][width].</summary>
    /// <param name="outputs">[rows][width], at least one row.</param>
    /// <param name="targets">[rows][width].</param>
    public double[][] Gradients(double[][] outputs, double[][] targets)
    {
        double count = Count(targets);
        return [.. outputs.Select((row, r) => row.Select((a, j) => TermDerivative(a, Target(targets[r], j)) / count).ToArray())];
    }

    /// <summary>What the sum of all terms is divided by: the outputs, or the samples where a sample has one loss.</summary>
    /// <param name="targets">[rows][width].</param>
    public double Count(double[][] targets)
    {
        if (Kind is not (Loss.CrossEntropy or Loss.KullbackLeibler)) return targets.Length * targets[0].Length;
        return IsOfLabels && ClassWeights is not null ? targets.Sum(row => row.Select((y, j) => y * ClassWeights[j]).Sum()) : targets.Length;
    }

    /// <summary>A target as a cross-entropy with options sees it: smoothed, and multiplied by the weight of its class.</summary>
    /// <param name="row">The targets of one sample.</param>
    /// <param name="j">Which one.</param>
    public double Target(double[] row, int j) => Kind != Loss.CrossEntropy
        ? row[j]
        : (((1 - LabelSmoothing) * row[j]) + (LabelSmoothing / row.Length)) * (ClassWeights?[j] ?? 1);

    /// <summary>What one output a adds to the sum.</summary>
    /// <param name="a">The output.</param>
    /// <param name="y">Its <see cref="Target"/>.</param>
    public double Term(double a, double y) => Kind switch
    {
        Loss.MeanSquaredError => (a - y) * (a - y),
        Loss.MeanAbsoluteError => Math.Abs(a - y),
        Loss.Huber => Huber(a - y, Delta),
        Loss.SmoothL1 => Huber(a - y, Beta) / Beta,
        Loss.BinaryCrossEntropy => -(y * Logarithm(a)) - ((1 - y) * Logarithm(1 - a)),
        Loss.BinaryCrossEntropyWithLogits => Math.Max(a, 0) - (a * y) + Math.Log(1 + Math.Exp(-Math.Abs(a))),
        Loss.CrossEntropy => -y * LogarithmOf(a),
        Loss.KullbackLeibler => y * (Logarithm(y) - LogarithmOf(a)),
        Loss.Hinge => Math.Max(0, 1 - (y * a)),
        _ => throw new InvalidOperationException($"No such loss: {Kind}."),
    };

    /// <summary>The outputs at which the derivative of <see cref="Term"/> jumps.</summary>
    /// <param name="y">Its <see cref="Target"/>.</param>
    public double[] Kinks(double y) => Kind switch
    {
        Loss.MeanAbsoluteError => [y],
        Loss.Hinge => [1 / y],
        Loss.MeanSquaredError or Loss.Huber or Loss.SmoothL1 or Loss.BinaryCrossEntropy or Loss.BinaryCrossEntropyWithLogits or Loss.CrossEntropy or Loss.KullbackLeibler => [],
        _ => throw new InvalidOperationException($"No such loss: {Kind}."),
    };

    private double Least => IsFused ? double.Epsilon : LeastDenominator;

    private double TermDerivative(double a, double y) => Kind switch
    {
        Loss.MeanSquaredError => 2 * (a - y),
        Loss.MeanAbsoluteError => Math.Sign(a - y),
        Loss.Huber => Math.Clamp(a - y, -Delta, Delta),
        Loss.SmoothL1 => Math.Clamp((a - y) / Beta, -1, 1),
        Loss.BinaryCrossEntropy => (a - y) / Math.Max(a * (1 - a), Least),
        Loss.BinaryCrossEntropyWithLogits => (1 / (1 + Math.Exp(-a))) - y,
        Loss.CrossEntropy or Loss.KullbackLeibler when IsOfLogarithms => -y,
        Loss.CrossEntropy or Loss.KullbackLeibler => -y / Math.Max(a, Least),
        Loss.Hinge => y * a <= 1 ? -y : 0,
        _ => throw new InvalidOperationException($"No such loss: {Kind}."),
    };

    private static double Huber(double difference, double delta) => Math.Abs(difference) <= delta
        ? difference * difference / 2
        : delta * (Math.Abs(difference) - (delta / 2));

    private double LogarithmOf(double a) => IsOfLogarithms ? a : Logarithm(a);

    private static double Logarithm(double value) => Math.Max(Math.Log(value), LeastLogarithm);
}
