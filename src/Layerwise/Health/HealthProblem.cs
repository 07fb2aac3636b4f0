namespace Layerwise;

/// <summary>What may keep a network from learning.</summary>
public enum HealthProblem
{
    /// <summary>An output, a gradient or the loss is NaN or infinite.</summary>
    NotFinite,

    /// <summary>The inputs are far larger or smaller than initializers expect.</summary>
    UnscaledInputs,

    /// <summary>Units give the same output for every sample and have no gradient: they don't learn any more.</summary>
    DeadUnits,

    /// <summary>Units stand at an end of their activation's range, where its slope is next to nothing.</summary>
    SaturatedUnits,

    /// <summary>All samples get the same outputs.</summary>
    EqualOutputs,

    /// <summary>No parameter of a layer has a gradient.</summary>
    NoGradient,

    /// <summary>The first layers have far smaller gradients than the last.</summary>
    VanishingGradient,

    /// <summary>The first layers have far larger gradients than the last.</summary>
    ExplodingGradient,

    /// <summary>A step changes the parameters of a layer by next to nothing.</summary>
    SmallUpdates,

    /// <summary>A step changes the parameters of a layer by a large part of what they are.</summary>
    LargeUpdates,

    /// <summary>The loss stays where it began, epoch after epoch: only where it is watched while training.</summary>
    StalledLoss,
}
