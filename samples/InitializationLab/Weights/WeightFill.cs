using Layerwise;

namespace InitializationLab.Weights;

/// <summary>Draws the weights [fanIn, fanOut] of one layer.</summary>
internal delegate void WeightFill(Span<float> weights, LayerInfo layer, ulong seed, int index);
