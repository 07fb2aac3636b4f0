using Layerwise.Reference;
using Layerwise.Reference.Activations;
using Layerwise.Reference.Dense;
using Layerwise.Traits;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.FiniteDifferences;

/// <summary>The reference's backward pass against the slope of its own forward pass, in double.</summary>
public sealed class ReferenceGradientTests(ITestOutputHelper output)
{
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

    // Biases, normalization and dropout: a quarter of their combinations, others for each case.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_slopes_of_the_loss(Activation activation, LossFunction loss)
    {
        output.WriteLine(Sweep.Note);
        foreach (int options in Sweep.Draw([0, 1, 2, 3, 4, 5, 6, 7], usual: 2, new Random(Sweep.Seed + (31 * (int)activation) + (int)loss.Kind)))
        {
            ExpectGradientsToBeSlopes(activation, loss, hasBias: (options & 1) == 0, isNormalized: (options & 2) == 0, isDropped: (options & 4) == 0);
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

        ReferencePass pass = network.Forward(parameters, inputs, state);
        var gradients = network.Backward(parameters, pass, network.LossFunction.Gradients(pass.Outputs, targets));
        bool[] sides = Sides(network, pass, targets);

        // What the loss rounds by, were each parameter and each input off by its last digit.
        double size = Math.Abs(network.LossFunction.Mean(pass.Outputs, targets))
            + parameters.Zip(gradients.Parameters, static (value, slope) => Math.Abs(value * slope)).Sum()
            + inputs.Zip(gradients.Inputs, static (row, slopes) => row.Zip(slopes, static (value, slope) => Math.Abs(value * slope)).Sum()).Sum();
        for (int i = 0; i < parameters.Length; i++) ExpectSlope(parameters, i, gradients.Parameters[i]);
        for (int row = 0; row < inputs.Length; row++)
        {
            for (int i = 0; i < inputs[row].Length; i++) ExpectSlope(inputs[row], i, gradients.Inputs[row][i]);
        }

        void ExpectSlope(double[] values, int index, double gradient)
        {
            (double slope, double error) = Slope.Of(values, index, size, () =>
            {
                ReferencePass moved = network.Forward(parameters, inputs, state);
                return sides.Length == 0 || sides.SequenceEqual(Sides(network, moved, targets)) ? network.LossFunction.Mean(moved.Outputs, targets) : null;
            });

            // A difference that says nothing is none.
            Assert.InRange(error, 0, 1e-6 * Math.Max(1, size));
            Assert.InRange(Math.Abs(slope - gradient), 0, error);
        }
    }

    [Fact]
    public void Kinks_are_where_the_derivative_of_an_activation_jumps()
    {
        const double beside = 1e-9;
        foreach (Activation activation in Enum.GetValues<Activation>().Where(static kind => kind != Activation.Custom && !ActivationTraits.Of(kind).IsRowwise))
        {
            double Derivative(double z) => Scalar.Derivative(activation, slope: 0.2, z);
            double[] jumps = [.. Enumerable.Range(-1000, 2001).Select(static step => step / 100.0).Where(z => Math.Abs(Derivative(z + beside) - Derivative(z - beside)) > 1e-6)];
            Assert.True(Scalar.Kinks(activation).SequenceEqual(jumps), $"{activation} has kinks at {string.Join(", ", jumps)}");
        }
    }

    // On which side of every kink a pass goes by.
    private static bool[] Sides(ReferenceNetwork network, ReferencePass pass, double[][] targets) =>
    [
        .. pass.Layers.SelectMany((layer, l) => layer.PreActivations.SelectMany(row => row.SelectMany(z => Scalar.Kinks(network.Layers[l].Activation).Select(kink => z > kink)))),
        .. pass.Outputs.SelectMany((row, r) => row.SelectMany((a, j) => network.LossFunction.Kinks(network.LossFunction.Target(targets[r], j)).Select(kink => a > kink))),
    ];

    private static double[][] Rows(Random random, int rows, int width) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, width).Select(_ => (random.NextDouble() * 2) - 1).ToArray())];
}
