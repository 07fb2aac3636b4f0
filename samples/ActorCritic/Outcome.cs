namespace ActorCritic;

/// <summary>What a step led to.</summary>
internal enum Outcome
{
    /// <summary>The episode goes on.</summary>
    Stands,

    /// <summary>The pole fell or the cart left the rail: nothing more is to be had.</summary>
    Fell,

    /// <summary>The episode was cut off; the state it ended in is worth as much as at any other time.</summary>
    TimeIsUp,
}
