namespace Playground.Data;

/// <summary>What there is to learn.</summary>
internal static class LearningTasks
{
    /// <summary>In the order of lists.</summary>
    public static IReadOnlyList<LearningTask> All { get; } =
    [
        PlaneData.Spirals(),
        PlaneData.Circles(),
        PlaneData.Xor(),
        SineData.Load(),
        DigitData.Load(),
    ];
}
