namespace Layerwise;

/// <summary>What may be wrong with samples.</summary>
public enum DataProblem
{
    /// <summary>An input or target is NaN or infinite in some samples.</summary>
    NotFinite,

    /// <summary>An input or target is the same in every sample.</summary>
    Constant,

    /// <summary>Some values of an input or target lie far from all others.</summary>
    Outliers,

    /// <summary>An input or target varies by next to nothing about a large number, of which a float keeps few digits.</summary>
    LargeOffset,

    /// <summary>Inputs are far larger than initializers expect, or some far larger than others.</summary>
    UnscaledInputs,

    /// <summary>Nearly all samples are of one class.</summary>
    ImbalancedClasses,

    /// <summary>A class has no sample.</summary>
    MissingClass,

    /// <summary>One input alone tells the class or the target of every sample.</summary>
    LeakingInput,

    /// <summary>Several samples have the same inputs.</summary>
    DuplicateSamples,

    /// <summary>Samples with the same inputs have different labels or targets.</summary>
    ContradictingSamples,

    /// <summary>Samples that a network is judged by are among those that it learns from.</summary>
    SharedSamples,
}
