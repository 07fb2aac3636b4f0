namespace Layerwise.Generator.Planning;

/// <summary>Where a value of a training pass lies in the workspace.</summary>
/// <param name="Role">Which of the values of a layer it is.</param>
/// <param name="Index">The layer's index; of a further value, its place among those.</param>
internal readonly record struct KeptValue(ValueRole Role, int Index);

/// <summary>The values that a training pass keeps. A workspace has a place for each that a layer says it has, and for the further ones of a network.</summary>
internal enum ValueRole
{
    /// <summary>What an activation at the end of a layer reads, where the way back asks for it.</summary>
    PreActivations,

    /// <summary>What a batch normalization reads, and x̂ in its place.</summary>
    Normalized,

    /// <summary>What a layer computes, before dropout.</summary>
    Activations,

    /// <summary>The same after dropout.</summary>
    Outputs,

    /// <summary>Whatever else passes between the steps of a layer.</summary>
    Further,
}
