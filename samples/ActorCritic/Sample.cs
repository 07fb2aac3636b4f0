namespace ActorCritic;

/// <summary>One step of one cart, as an update looks at it.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Probability">How probable that was.</param>
/// <param name="Advantage">By how much it came out better than expected.</param>
/// <param name="Return">What the state turned out to be worth.</param>
internal readonly record struct Sample(int Action, float Probability, float Advantage, float Return);
