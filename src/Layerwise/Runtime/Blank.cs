namespace Layerwise.Runtime;

/// <summary>What tells a network's constructor to draw nothing.</summary>
public readonly struct Blank;
