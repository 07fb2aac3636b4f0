namespace Layerwise.Reference;

/// <summary>The three losses and their derivatives by the outputs, as <see cref="Loss"/> defines them.</summary>
public static class LossFunction
{
    // PyTorch's binary_cross_entropy: a logarithm is at least −100, a denominator of the gradient at least 1e-12.
    private const double LeastLogarithm = -100;
    private const double LeastDenominator = 1e-12;

    /// <summary>The mean loss.</summary>
    /// <param name="network">Whose outputs they are.</param>
    /// <param name="outputs">[rows][width], at least one row.</param>
    /// <param name="targets">[rows][width].</param>
    public static double Mean(ReferenceNetwork network, double[][] outputs, double[][] targets) =>
        outputs.SelectMany((row, r) => row.Select((a, j) => Term(network, a, targets[r][j]))).Sum() / Count(network, outputs);

    /// <summary>The derivative of the mean loss by each output, [rows][width].</summary>
    /// <param name="network">Whose outputs they are.</param>
    /// <param name="outputs">[rows][width], at least one row.</param>
    /// <param name="targets">[rows][width].</param>
    public static double[][] Gradients(ReferenceNetwork network, double[][] outputs, double[][] targets) =>
        [.. outputs.Select((row, r) => row.Select((a, j) => TermDerivative(network, a, targets[r][j]) / Count(network, outputs)).ToArray())];

    /// <summary>What the sum of all terms is divided by: the outputs, or the samples where a sample has one loss.</summary>
    public static int Count(ReferenceNetwork network, double[][] outputs) =>
        network.Loss == Loss.CrossEntropy ? outputs.Length : outputs.Length * outputs[0].Length;

    /// <summary>What one output a with target y adds to the sum.</summary>
    public static double Term(ReferenceNetwork network, double a, double y) => network.Loss switch
    {
        Loss.MeanSquaredError => (a - y) * (a - y),
        Loss.BinaryCrossEntropy => -(y * Logarithm(a)) - ((1 - y) * Logarithm(1 - a)),
        Loss.CrossEntropy when network.GivesLogarithms => -y * a,
        Loss.CrossEntropy => -y * Logarithm(a),
        _ => throw new ArgumentOutOfRangeException(nameof(network), network.Loss, "No such loss."),
    };

    private static double TermDerivative(ReferenceNetwork network, double a, double y) => network.Loss switch
    {
        Loss.MeanSquaredError => 2 * (a - y),
        Loss.BinaryCrossEntropy => (a - y) / Math.Max(a * (1 - a), LeastDenominator),
        Loss.CrossEntropy when network.GivesLogarithms => -y,
        Loss.CrossEntropy => -y / Math.Max(a, LeastDenominator),
        _ => throw new ArgumentOutOfRangeException(nameof(network), network.Loss, "No such loss."),
    };

    private static double Logarithm(double value) => Math.Max(Math.Log(value), LeastLogarithm);
}
