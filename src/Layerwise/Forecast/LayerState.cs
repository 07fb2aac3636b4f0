namespace Layerwise.Forecast;

/// <summary>What the forward pass knows of a layer (or of the inputs), and the backward pass needs.</summary>
internal sealed class LayerState
{
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

    /// <summary>What a normalization multiplies the power of the gradient by: 1/(variance + ε), or 1 without one.</summary>
    public double NormalizationPower { get; init; } = 1;

    /// <summary>E[a²] in a case, after dropout.</summary>
    public double PowerOf(Scenario scenario) => scenario.Power / (1 - Dropout);
}
