namespace Layerwise.Traits;

/// <summary>The options of <see cref="NetworkAttribute"/> that a loss looks at. Each has the name of its property.</summary>
[Flags]
internal enum LossOptions
{
    None = 0,
    Delta = 1,
    Beta = 2,
    LabelSmoothing = 4,
    ClassWeights = 8,
}
