extern alias generator;

using System.Globalization;
using generator::Layerwise.Generator.Evaluation;
using generator::Layerwise.Generator.Weights;
using Layerwise.Generator.Tests.Frozen;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>A frozen network: some inputs, and what it makes of them.</summary>
/// <param name="Name">The class.</param>
/// <param name="InputSize">Numbers of a sample.</param>
/// <param name="OutputSize">Numbers that come out for it.</param>
/// <param name="Inputs">[<see cref="Rows"/>, InputSize].</param>
/// <param name="Outputs">[<see cref="Rows"/>, OutputSize].</param>
/// <param name="Exact">The same in double precision.</param>
internal sealed record Twin(string Name, int InputSize, int OutputSize, float[] Inputs, float[] Outputs, double[] Exact)
{
    /// <summary>Steps of a sequence, which a sample is; 0 where it has no recurrent layers.</summary>
    public int Steps { get; private init; }

    /// <summary>Whether it answers at each step, or else at the last one.</summary>
    public bool AnswersEachStep { get; private init; }

    public const int Rows = 3;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static Twin Of(Type type, FrozenNetwork frozen)
    {
        int Constant(string name) => (int)(type.GetField(name)?.GetRawConstantValue() ?? 0);
        float[] inputs = FrozenProject.Inputs(Rows * Constant("InputSize"));
        var outputs = new float[Rows * Constant("OutputSize")];
        FrozenProject.Forward<Pass>(type)(inputs, outputs);
        int steps = Constant("Steps");
        NetworkEvaluation evaluation = NetworkEvaluation.Of(frozen.Network, frozen.Parameters());
        double[] exact = [.. Enumerable.Range(0, Rows).SelectMany(row => evaluation.Forward(inputs.AsSpan(row * inputs.Length / Rows, inputs.Length / Rows)))];
        return new Twin(type.Name, Constant("InputSize"), Constant("OutputSize"), inputs, outputs, exact)
        {
            Steps = steps,
            AnswersEachStep = steps > 0 && steps * Constant("StepOutputSize") == Constant("OutputSize"),
        };
    }

    /// <summary>How a program that was compiled from the files is told the inputs.</summary>
    public string InputText => string.Join(' ', Inputs.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>What is wrong with what it says: the outputs of all rows, and last whether the self-test passed.</summary>
    public string? Fault(string line, double tolerance)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != Outputs.Length + 1) return $"{words.Length} words in place of {Outputs.Length + 1}: {line}";
        if (words[^1] != "1") return "The self-test fails.";
        double error = ErrorOf(line);
        return error <= tolerance ? null : string.Create(CultureInfo.InvariantCulture, $"Off by {error:E2}, and the network by {OwnError:E2}.");
    }

    /// <summary>How far the network itself is from what is exact, which rounding costs it.</summary>
    public double OwnError => Deviation(Exact, Array.ConvertAll(Outputs, static output => (double)output));

    /// <summary>How far a line is from that; in units of the largest output of the sample, or of 1 where that is more.</summary>
    public double ErrorOf(string line) => Deviation(Exact, Numbers(line));

    /// <summary>How far it is from what the network gives.</summary>
    public double DeviationOf(string line) => Deviation(Array.ConvertAll(Outputs, static output => (double)output), Numbers(line));

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1].Select(static word => (double)float.Parse(word, CultureInfo.InvariantCulture))];

    private double Deviation(double[] wanted, double[] found)
    {
        double deviation = 0;
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<double> expected = wanted.AsSpan(row * OutputSize, OutputSize);
            double most = 1;
            foreach (double value in expected) most = Math.Max(most, Math.Abs(value));
            for (int j = 0; j < OutputSize; j++)
            {
                double difference = Math.Abs(expected[j] - found[(row * OutputSize) + j]) / most;
                deviation = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(deviation, difference);
            }
        }

        return deviation;
    }
}
