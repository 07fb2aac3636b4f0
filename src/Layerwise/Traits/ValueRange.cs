namespace Layerwise.Traits;

/// <summary>The numbers that an activation can give.</summary>
/// <param name="Low">The least, or what the outputs come near to.</param>
/// <param name="High">The largest, or what the outputs come near to.</param>
internal readonly record struct ValueRange(double Low, double High)
{
    /// <summary>Every number.</summary>
    public static ValueRange All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether <see cref="Low"/> is one of the outputs.</summary>
    public bool ReachesLow { get; init; }

    /// <summary>Whether <see cref="High"/> is one of the outputs.</summary>
    public bool ReachesHigh { get; init; }

    /// <summary>Whether every number can be an output.</summary>
    public bool IsUnbounded => double.IsInfinity(Low) && double.IsInfinity(High);

    /// <summary>Whether the outputs are shares of 1, as binary targets are.</summary>
    public bool IsUnitInterval => Low == 0 && High == 1;

    /// <summary>Whether the outputs come to −1 and to 1, the targets of a loss over signs.</summary>
    public bool ReachesBothSigns => Low <= -1 && High >= 1;

    /// <summary>From a number that is reached or only approached.</summary>
    public static ValueRange From(double low, bool reachesLow) => new(low, double.PositiveInfinity) { ReachesLow = reachesLow };

    /// <summary>Between two numbers that are approached.</summary>
    public static ValueRange Between(double low, double high) => new(low, high);

    /// <summary>Between two numbers that are reached.</summary>
    public static ValueRange FromTo(double low, double high) => new(low, high) { ReachesLow = true, ReachesHigh = true };
}
