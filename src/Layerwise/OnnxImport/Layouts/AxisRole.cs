namespace Layerwise.OnnxImport.Layouts;

/// <summary>What a dimension of a value that samples change counts.</summary>
internal enum AxisRole
{
    /// <summary>Numbers of a sample; of a sequence, of a step.</summary>
    Numbers,

    /// <summary>Samples.</summary>
    Samples,

    /// <summary>Steps of a sequence.</summary>
    Steps,

    /// <summary>Steps of a sequence, and behind them those that a window makes of zeros: somebody has to take them away.</summary>
    LongerSteps,

    /// <summary>The steps of each sample behind each other.</summary>
    StepsOfSamples,

    /// <summary>The samples of each step behind each other.</summary>
    SamplesOfSteps,
}
