using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Moments;

/// <summary>What the forward pass knows of a layer (or of the inputs), and the backward pass needs.</summary>
internal sealed class LayerState
{
    private readonly double _correlation = double.NaN;

    public Scenario[] Scenarios { get; init; } = [];

    /// <summary>
    /// The values that z takes, as nodes of a rule for integrals: how the distribution gets through a layer that does not mix, and how φ′ there stays
    /// tied to φ′ here. Between layers that mix nobody asks for them later, and the list serves the next layer.
    /// </summary>
    public NodeList Nodes { get; init; } = new();

    /// <summary>Whether the layer does not mix, so that <see cref="Nodes"/> is all there is to know of z.</summary>
    public bool IsUnmixed { get; init; }

    /// <summary>Whether the activation takes a whole row, so that φ′ at a node says nothing.</summary>
    public bool IsRowwise { get; init; }

    public double Dropout { get; init; }

    /// <summary>E[a].</summary>
    public double Mean { get; init; }

    /// <summary>E[a²], after dropout.</summary>
    public double Power { get; init; }

    /// <summary>E[φ′].</summary>
    public double Slope { get; init; }

    /// <summary>E[φ′²].</summary>
    public double SlopePower { get; init; }

    /// <summary>E[a·a′] of one unit for two samples: what the unit does to all of them alike. NaN where no later layer asks.</summary>
    public double Overlap { get; init; }

    /// <summary>
    /// How alike two samples are at a unit, or two positions of one channel: the correlation of the Gaussians that the outputs are a function of. Default that of the outputs.
    /// </summary>
    public double Correlation { get => double.IsNaN(_correlation) ? Correlated(Overlap, Power, Mean) : _correlation; init => _correlation = value; }

    /// <summary>How alike φ′ is at two positions of a channel, to first order in <see cref="Correlation"/>: E[φ′·φ′′]/E[φ′²].</summary>
    public double SlopeCorrelation
    {
        get
        {
            double apart = SlopePower > 0 ? Slope * Slope / SlopePower : 1;
            return apart + (Correlation * (1 - apart));
        }
    }

    /// <summary>What a normalization multiplies the power of the gradient by: 1/(variance + ε), or 1 without one.</summary>
    public double NormalizationPower { get; init; } = 1;

    /// <summary>E[a²] in a case, after dropout.</summary>
    public double PowerOf(Scenario scenario) => scenario.Power / (1 - Dropout);

    /// <summary>The part that two numbers share of what varies, between 0 and 1; 1 where nothing varies.</summary>
    public static double Correlated(double overlap, double power, double mean)
    {
        double variance = power - (mean * mean);
        return variance > 0 ? Math.Min(1, Math.Max(0, (overlap - (mean * mean)) / variance)) : double.IsNaN(variance) ? double.NaN : 1;
    }
}
