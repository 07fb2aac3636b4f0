namespace InitializationLab.Measurements;

/// <summary>One draw of a network, seen by one batch.</summary>
/// <param name="SignalPower">E[a²] of the inputs, then of each layer.</param>
/// <param name="GradientPower">E[(∂L/∂a)²] of the inputs, then of each layer.</param>
/// <param name="Saturated">Share of saturated units of each layer.</param>
/// <param name="Activations">Those of each layer.</param>
internal sealed record ProfileDraw(double[] SignalPower, double[] GradientPower, double[] Saturated, IReadOnlyList<float[]> Activations);
