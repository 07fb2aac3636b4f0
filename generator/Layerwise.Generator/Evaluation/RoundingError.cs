using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Evaluation;

/// <summary>
/// What weights in fewer bits change, over the samples that are frozen along. Errors are those of single outputs, in units of the largest output of the sample, or of 1 where
/// that is more.
/// </summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Largest">The largest error.</param>
/// <param name="Mean">The mean of all errors.</param>
/// <param name="OtherClasses">In how many samples another output is the largest one; null where outputs are no classes.</param>
/// <param name="Outputs">The outputs with rounded weights: [samples, OutputSize].</param>
internal sealed record RoundingError(int Samples, double Largest, double Mean, int? OtherClasses, float[] Outputs)
{
    /// <summary>What the build does not pass over in silence: a hundredth of the largest output.</summary>
    public const double Bound = 0.01;

    /// <summary>How hover and message say it.</summary>
    public string Text
    {
        get
        {
            string classes = OtherClasses switch
            {
                null => "",
                0 => ", and the most probable class stays the same",
                { } others => $", and another class is the most probable one in {Literal.Of(others)} of them",
            };
            return $"over the {Literal.Of(Samples)} samples of the self-test by up to {NumberText.Rounded(Largest)}, by {NumberText.Rounded(Mean)} in the mean{classes}";
        }
    }

    /// <summary>Computes each sample with the rounded weights.</summary>
    /// <param name="network">The network that is compiled.</param>
    /// <param name="numbers">Its parameters as they are kept, and behind them its running statistics.</param>
    /// <param name="inputs">[samples, InputSize].</param>
    /// <param name="expected">What the network gave that was saved: [samples, OutputSize].</param>
    public static RoundingError Of(NetworkSpec network, float[] numbers, float[] inputs, float[] expected)
    {
        var evaluation = new NetworkEvaluation(network, numbers.AsSpan(0, network.ParameterCount).ToArray(), numbers.AsSpan(network.ParameterCount).ToArray());
        (int inputSize, int outputSize) = (network.InputSize, network.OutputSize);
        int samples = expected.Length / outputSize;
        var outputs = new float[expected.Length];
        var errors = new double[expected.Length];
        int others = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double[] found = evaluation.Forward(inputs.AsSpan(sample * inputSize, inputSize));
            double[] wanted = Array.ConvertAll(expected.AsSpan(sample * outputSize, outputSize).ToArray(), static value => (double)value);
            double unit = wanted.Aggregate(1.0, static (most, value) => Math.Max(most, Math.Abs(value)));
            for (int j = 0; j < outputSize; j++)
            {
                outputs[(sample * outputSize) + j] = (float)found[j];
                errors[(sample * outputSize) + j] = Math.Abs(found[j] - wanted[j]) / unit;
            }

            if (Array.IndexOf(found, found.Max()) != Array.IndexOf(wanted, wanted.Max())) others++;
        }

        bool areClasses = network.Last.IsRowwise && !network.HasSeveralHeads;
        return new RoundingError(samples, errors.Max(), errors.Average(), areClasses ? others : null, outputs);
    }
}
