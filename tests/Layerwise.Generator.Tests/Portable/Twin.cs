using System.Globalization;
using Layerwise.Generator.Tests.Frozen;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>A frozen network: some inputs, and what it makes of them.</summary>
/// <param name="Name">The class.</param>
/// <param name="InputSize">Numbers of a sample.</param>
/// <param name="OutputSize">Numbers that come out for it.</param>
/// <param name="Inputs">[<see cref="Rows"/>, InputSize].</param>
/// <param name="Outputs">[<see cref="Rows"/>, OutputSize].</param>
internal sealed record Twin(string Name, int InputSize, int OutputSize, float[] Inputs, float[] Outputs)
{
    /// <summary>Steps of a sequence, which a sample is; 0 where it has no recurrent layers.</summary>
    public int Steps { get; private init; }

    /// <summary>Whether it answers at each step, or else at the last one.</summary>
    public bool AnswersEachStep { get; private init; }

    public const int Rows = 3;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static Twin Of(Type type)
    {
        int Constant(string name) => (int)(type.GetField(name)?.GetRawConstantValue() ?? 0);
        float[] inputs = FrozenProject.Inputs(Rows * Constant("InputSize"));
        var outputs = new float[Rows * Constant("OutputSize")];
        FrozenProject.Forward<Pass>(type)(inputs, outputs);
        int steps = Constant("Steps");
        return new Twin(type.Name, Constant("InputSize"), Constant("OutputSize"), inputs, outputs)
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
        double deviation = DeviationOf(line);
        return deviation <= tolerance ? null : string.Create(CultureInfo.InvariantCulture, $"Off by {deviation:E2}.");
    }

    /// <summary>How far from the outputs a line is that has as many; in units of the largest output of the sample, or of 1 where that is more.</summary>
    public double DeviationOf(string line) =>
        Deviation([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1].Select(static word => float.Parse(word, CultureInfo.InvariantCulture))]);

    private double Deviation(float[] found)
    {
        double deviation = 0;
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> expected = Outputs.AsSpan(row * OutputSize, OutputSize);
            double most = 1;
            foreach (float value in expected) most = Math.Max(most, Math.Abs(value));
            for (int j = 0; j < OutputSize; j++)
            {
                double difference = Math.Abs(expected[j] - found[(row * OutputSize) + j]) / most;
                deviation = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(deviation, difference);
            }
        }

        return deviation;
    }
}
