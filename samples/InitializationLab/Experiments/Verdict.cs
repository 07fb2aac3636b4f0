namespace InitializationLab.Experiments;

/// <summary>Whether a claim holds as it is stated.</summary>
internal enum Verdict
{
    /// <summary>It does.</summary>
    Holds,

    /// <summary>A part of it does, or under a condition that it does not name.</summary>
    InPart,

    /// <summary>It does not.</summary>
    Fails,
}
