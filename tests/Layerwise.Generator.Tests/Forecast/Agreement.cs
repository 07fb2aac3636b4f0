extern alias generator;

using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>How close what was predicted of a combination is to what was measured.</summary>
internal sealed class Agreement
{
    // Beyond this the mean over the seeds is no number to compare with.
    private const double LargestError = 0.03;

    private Agreement(Combination combination, GeneratorPrediction predicted, Gains measured) =>
        (Combination, Predicted, Measured) = (combination, predicted, measured);

    public Combination Combination { get; }

    public GeneratorPrediction Predicted { get; }

    public Gains Measured { get; }

    /// <summary>Largest relative difference between a predicted and a measured signal gain.</summary>
    public double WorstSignal { get; private set; }

    /// <summary>Largest relative difference between a predicted and a measured gradient gain.</summary>
    public double WorstGradient { get; private set; }

    /// <summary>Largest difference of the logarithms of a product, in units of what width and depth allow: 1 is the limit.</summary>
    public double WorstProduct { get; private set; }

    /// <summary>Gains whose measurement scatters too much from seed to seed to say anything within ten per cent.</summary>
    public int Uncertain { get; private set; }

    /// <summary>Largest relative difference between a predicted and a measured gain.</summary>
    public double Worst => Math.Max(WorstSignal, WorstGradient);

    /// <summary>What the measured gradient at the inputs is of the predicted one.</summary>
    public double GradientRatio => Math.Exp(Measured.LogGradient(Predicted.Layers.Count - 1)) / Predicted.GradientGain;

    public static Agreement Of(Combination combination, int width, int depth, int seeds, int rows)
    {
        var agreement = new Agreement(combination, combination.Predict(width, depth), combination.Measure(width, depth, new GainVisitor(seeds, rows)));
        agreement.Compare(width, depth, seeds, (long)seeds * rows * width);
        return agreement;
    }

    private void Compare(int width, int depth, int seeds, long values)
    {
        var scatter = new Scatter(Combination, Predicted, width, Combination.Slope);
        RareInputs? rare = Combination.Init == Init.Identity ? new RareInputs(Combination.Activation, Combination.Slope, depth, values) : null;
        double logSignal = 0;
        double logGradient = 0;
        for (int l = 0; l < depth; l++)
        {
            var layer = Predicted.Layers[l];
            if (layer.SignalRms == 0 || layer.GradientGain == 0)
            {
                // Nothing gets through, and that is measured too.
                Assert.Equal(layer.SignalRms == 0, Measured.Signal(l).Value is 0 or double.NaN);
                Assert.Equal(0, Measured.Gradient(0).Value is double.NaN ? 0 : Measured.Gradient(0).Value);
                continue;
            }

            WorstSignal = Math.Max(WorstSignal, Difference(Measured.Signal(l), rare?.SignalError(l) ?? 0, layer.SignalGain));
            WorstGradient = Math.Max(WorstGradient, Difference(Measured.Gradient(l), rare?.GradientError(l) ?? 0, layer.GradientGain));
            logSignal += Math.Log(layer.SignalGain);
            logGradient += Math.Log(layer.GradientGain);
            if (Uncertain > 0) continue;
            WorstProduct = Math.Max(WorstProduct, Math.Abs(logSignal - Measured.LogSignal(l)) / Math.Log(Spread.Factor(scatter.Signal(l), seeds, l + 1, width)));
            WorstProduct = Math.Max(WorstProduct, Math.Abs(logGradient - Measured.LogGradient(l)) / Math.Log(Spread.Factor(scatter.Gradient(l), seeds, l + 1, width)));
        }
    }

    private double Difference(Gains.Estimate measured, double relativeError, double predicted)
    {
        if (Math.Max(measured.Error, relativeError * measured.Value) > LargestError * measured.Value)
        {
            Uncertain++;
            return 0;
        }

        return Math.Abs((predicted / measured.Value) - 1);
    }
}
