namespace Layerwise.Traits;

/// <summary>The options of <see cref="LayerAttribute"/> that an initializer looks at. Each has the name of its property.</summary>
[Flags]
internal enum InitOptions
{
    None = 0,
    Gain = 1,
    InitScale = 2,
    VarianceScale = 4,
    FanMode = 8,
    InitDistribution = 16,
    Sparsity = 32,
}
