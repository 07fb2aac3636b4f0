namespace ActorCritic;

/// <summary>How far learning is.</summary>
/// <param name="Steps">Steps of all carts so far.</param>
/// <param name="Episodes">Episodes that ended so far.</param>
/// <param name="MeanReturn">Of the last 100 of them.</param>
internal readonly record struct CurvePoint(int Steps, int Episodes, double MeanReturn);
