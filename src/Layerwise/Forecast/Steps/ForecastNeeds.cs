using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Steps;

/// <summary>What later steps of a forecast read of a step's outputs.</summary>
/// <param name="Nodes">Whether the next one reads their nodes.</param>
/// <param name="Overlap">Whether any reads their overlap.</param>
/// <param name="Passing">A list for nodes that nobody reads after the next step has gone forward.</param>
internal readonly record struct ForecastNeeds(bool Nodes, bool Overlap, NodeList Passing);
