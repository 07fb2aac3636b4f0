using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Evaluation;

/// <summary>What weights in fewer bits change, over the samples that are frozen along; errors as <see cref="OutputErrors"/> count.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Largest">The largest error.</param>
/// <param name="Mean">The mean of all errors.</param>
/// <param name="OtherClasses">In how many samples another output is the largest one; null where outputs are no classes.</param>
/// <param name="Outputs">The outputs with rounded weights: [samples, OutputSize].</param>
internal sealed record RoundingError(int Samples, double Largest, double Mean, int? OtherClasses, float[] Outputs)
{
    /// <summary>What the build does not pass over in silence: a hundredth of the largest output.</summary>
    public const double Bound = 0.01;

    /// <summary>Whether an output changes by more than that.</summary>
    public bool IsBeyondBound => Largest > Bound;

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
        NetworkEvaluation evaluation = NetworkEvaluation.Of(network, numbers);
        (int inputSize, int outputSize) = (network.InputSize, network.OutputSize);
        int samples = expected.Length / outputSize;
        var outputs = new float[expected.Length];
        var errors = new OutputErrors();
        int others = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double[] found = evaluation.Forward(inputs.AsSpan(sample * inputSize, inputSize));
            double[] wanted = TestSamples.Row(expected, sample, outputSize);
            errors.Add(found, wanted);
            Array.ConvertAll(found, static value => (float)value).CopyTo(outputs, sample * outputSize);
            if (Array.IndexOf(found, found.Max()) != Array.IndexOf(wanted, wanted.Max())) others++;
        }

        bool areClasses = network.Last.IsRowwise && !network.HasSeveralHeads;
        return new RoundingError(samples, errors.Largest, errors.Mean, areClasses ? others : null, outputs);
    }
}
