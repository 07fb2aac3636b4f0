namespace InitializationLab.Experiments;

/// <summary>All experiments, in the order of their claims.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new ZeroWeights(),
        new ConstantWeights(),
        new SmallWeights(),
        new LargeWeights(),
        new SigmoidGradients(),
        new HalfPrecisionOverflow(),
        new UnequalFans(),
        new XavierWithTanhAndRelu(),
        new ThirtyLayersOfRelu(),
        new Normalization(),
        new Clipping(),
        new ThreeConditions(),
        new HundredLayers(),
        new ResidualScale(),
        new TinyBatches(),
        new Race(),
        new HyperParameters(),
        new Oscillation(),
        new WithoutDropout(),
        new CovariateShift(),
        new OrthogonalMemory(),
        new ForgetBias(),
        new IdentityMemory(),
        new ClippedSteps(),
    ];
}
