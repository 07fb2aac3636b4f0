namespace Layerwise.Forecast.Cells;

/// <summary>One step of a recurrent layer in mean-field theory: what it does to the power of what a unit remembers, and to the gradient with respect to it.</summary>
internal interface ICellForecast
{
    /// <summary>The step itself.</summary>
    /// <param name="ofInputs">Variance of x·W.</param>
    /// <param name="ofPast">Variance of h·U.</param>
    /// <param name="memory">Power of what a unit remembers of the step before: its h, or the cell of an LSTM.</param>
    CellMoments Step(double ofInputs, double ofPast, double memory);

    /// <summary>How h follows from what a unit remembers behind the step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="memory">Power of that.</param>
    CellReading Read(CellMoments step, double memory);
}

/// <summary>What a step does to what a unit remembers, m, and back to the gradient with respect to it. All gates' matrices have the same variance.</summary>
internal readonly record struct CellMoments
{
    /// <summary>The mean of ∂m′/∂m past all weights: what the gate keeps.</summary>
    public double Kept { get; init; }

    /// <summary>The mean of its square.</summary>
    public double KeptPower { get; init; }

    /// <summary>The mean of ∂m′/∂z of the gate whose sign is the same at each step, z = h·U: with <see cref="CellReading.Slope"/> what comes back through U.</summary>
    public double Returned { get; init; }

    /// <summary>The power that the step adds to what it keeps.</summary>
    public double Added { get; init; }

    /// <summary>E[Σ (∂m′/∂z)²] over the gates, z being their sums of inputs.</summary>
    public double ToInputs { get; init; }

    /// <summary>The same, z being their sums of what is remembered.</summary>
    public double ToPast { get; init; }

    /// <summary>The mean of the gate in front of h; 1 without one.</summary>
    public double OutputMean { get; init; }

    /// <summary>The mean of its square.</summary>
    public double OutputPower { get; init; }

    /// <summary>The mean square of its derivative.</summary>
    public double OutputSlopePower { get; init; }
}

/// <summary>How h follows from what a unit remembers.</summary>
/// <param name="Power">E[h²].</param>
/// <param name="Slope">E[∂h/∂m].</param>
/// <param name="SlopePower">E[(∂h/∂m)²].</param>
/// <param name="PastGate">E[(∂h/∂z)²], z being the sum of the gate in front of h.</param>
internal readonly record struct CellReading(double Power, double Slope, double SlopePower, double PastGate);
