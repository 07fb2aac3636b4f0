using Layerwise.Reference;

namespace Layerwise.Generator.Tests.FiniteDifferences;

/// <summary>The reference's backward pass against the slope of its own forward pass, in double.</summary>
public sealed class ReferenceGradientTests
{
    // The truncation error of a central difference is of order h², its rounding error of order 1e-16/h: their sum is least near here.
    private const double Step = 1e-5;
    private const double Tolerance = 1e-8;

    private static readonly LossFunction[] OfAnyOutput =
    [
        new(Loss.MeanSquaredError),
        new(Loss.MeanAbsoluteError),
        new(Loss.Huber, Delta: 0.3),
        new(Loss.SmoothL1, Beta: 0.3),
        new(Loss.Hinge),
        new(Loss.BinaryCrossEntropyWithLogits),
    ];

    private static readonly LossFunction[] OfProbabilities =
    [
        new(Loss.BinaryCrossEntropy),
        new(Loss.CrossEntropy),
        new(Loss.CrossEntropy, LabelSmoothing: 0.2, ClassWeights: [1, 0.5, 2]),
        new(Loss.CrossEntropy, ClassWeights: [1, 0.5, 2]) { IsOfLabels = true },
        new(Loss.KullbackLeibler),
    ];

    public static TheoryData<Activation, LossFunction> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, LossFunction>();
            foreach (var activation in Enum.GetValues<Activation>().Except([Activation.Custom]))
            {
                foreach (var loss in OfAnyOutput) cases.Add(activation, loss);
                if (activation == Activation.LogSoftmax)
                {
                    foreach (var loss in OfProbabilities.Where(loss => loss.Kind != Loss.BinaryCrossEntropy)) cases.Add(activation, loss);
                }

                if (activation is not (Activation.Sigmoid or Activation.Softmax)) continue;
                foreach (var loss in OfProbabilities) cases.Add(activation, loss);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_slopes_of_the_loss(Activation activation, LossFunction loss)
    {
        foreach (bool hasBias in (bool[])[true, false])
        {
            foreach (bool isNormalized in (bool[])[true, false])
            {
                foreach (bool isDropped in (bool[])[true, false]) ExpectGradientsToBeSlopes(activation, loss, hasBias, isNormalized, isDropped);
            }
        }
    }

    private static void ExpectGradientsToBeSlopes(Activation activation, LossFunction loss, bool hasBias, bool isNormalized, bool isDropped)
    {
        // An output of 0 has no logarithm.
        bool takesLogarithms = loss.Kind is Loss.BinaryCrossEntropy or Loss.CrossEntropy or Loss.KullbackLeibler;
        ReferenceDense Layer(int fanIn, int fanOut, bool isLast) => new(fanIn, fanOut, activation, Slope: 0.2, hasBias)
        {
            BatchNormalization = isNormalized,
            Dropout = isDropped && !(isLast && takesLogarithms) ? 0.3 : 0,
        };
        var network = new ReferenceNetwork([new ReferenceDense(3, 4, Activation.Tanh), Layer(4, 5, isLast: false), Layer(5, 3, isLast: true)], loss);
        var state = new ReferenceState { IsTraining = true, Masks = new(Seed: 3, Pass: 1, Shard: 0) };
        var random = new Random(7);
        double[] parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => (random.NextDouble() * 2) - 1)];
        double[][] inputs = Rows(random, 4, 3);
        double[][] targets = [.. Rows(random, 4, 3).Select(row => row.Select(Math.Abs).ToArray())];

        var pass = network.Forward(parameters, inputs, state);
        var gradients = network.Backward(parameters, pass, network.LossFunction.Gradients(pass.Outputs, targets));

        for (int i = 0; i < parameters.Length; i++)
        {
            Assert.Equal(Slope(parameters, i, LossOf), gradients.Parameters[i], Tolerance);
        }

        for (int row = 0; row < inputs.Length; row++)
        {
            for (int i = 0; i < inputs[row].Length; i++)
            {
                Assert.Equal(Slope(inputs[row], i, LossOf), gradients.Inputs[row][i], Tolerance);
            }
        }

        double LossOf() => network.LossFunction.Mean(network.Forward(parameters, inputs, state).Outputs, targets);
    }

    private static double Slope(double[] values, int index, Func<double> function)
    {
        double value = values[index];
        values[index] = value + Step;
        double above = function();
        values[index] = value - Step;
        double below = function();
        values[index] = value;
        return (above - below) / (2 * Step);
    }

    private static double[][] Rows(Random random, int rows, int width) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, width).Select(_ => (random.NextDouble() * 2) - 1).ToArray())];
}
