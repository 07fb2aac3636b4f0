namespace Layerwise.OnnxImport.Flows;

/// <summary>
/// A function as two, one behind the other, the first of which is an activation: a layer that activates what it made may stand before one that activates what comes in, and
/// nothing in the file lies between.
/// </summary>
/// <param name="First">What the first one makes.</param>
/// <param name="Behind">The second one, sampled.</param>
internal sealed record FlowCut(Flow First, double[] Behind);
