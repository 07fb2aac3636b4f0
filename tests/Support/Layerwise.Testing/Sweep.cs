using System.Globalization;

namespace Layerwise.Testing;

/// <summary>
/// What is too much to try whole is tried in part, another part in each run. <c>LAYERWISE_SWEEP</c> says how many times as much as usual, 1 by default and
/// large at night; <c>LAYERWISE_SEED</c>, a whole number, repeats the part of an earlier run.
/// </summary>
public static class Sweep
{
    private const string SizeName = "LAYERWISE_SWEEP";
    private const string SeedName = "LAYERWISE_SEED";

    private static readonly double Size = Read(SizeName) is { } text
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double size) && size > 0 ? size : throw Unfit(SizeName, text, "a number above 0")
        : 1;

    /// <summary>Decides which part this run takes.</summary>
    public static int Seed { get; } = Read(SeedName) is { } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : throw Unfit(SeedName, text, "a whole number from 0 to 2147483647")
        : Random.Shared.Next(1_000_000);

    /// <summary>How this run is repeated: what a test that draws writes to its output, which is shown when it fails.</summary>
    public static string Note { get; } = string.Create(CultureInfo.InvariantCulture, $"{SeedName}={Seed} {SizeName}={Size}");

    /// <summary>How many to try of what a usual run tries <paramref name="usual"/> of; at least 1.</summary>
    public static int Count(int usual) => (int)Math.Clamp(Math.Round(usual * Size), 1, int.MaxValue);

    /// <summary>A part of all, in their order.</summary>
    /// <param name="all">What could be tried.</param>
    /// <param name="usual">How many of them a usual run tries.</param>
    /// <param name="random">Draws them.</param>
    public static IReadOnlyList<T> Draw<T>(IReadOnlyList<T> all, int usual, Random random)
    {
        int[] indices = [.. Enumerable.Range(0, all.Count)];
        random.Shuffle(indices);
        return [.. indices.Take(Count(usual)).Order().Select(i => all[i])];
    }

    /// <summary>One in so many, in their order and beginning at another one in each run: of those that are alike and stand beside each other, some each time.</summary>
    /// <param name="usual">How many runs in a row try all.</param>
    /// <param name="all">What could be tried.</param>
    public static IReadOnlyList<T> OneIn<T>(int usual, IReadOnlyList<T> all)
    {
        int parts = Math.Min(Parts(usual), all.Count);
        return [.. all.Where((_, i) => i % parts == Seed % parts)];
    }

    /// <summary>In how many parts a list is cut, of which a run takes one; at least 1.</summary>
    /// <param name="usual">How many a usual run cuts it in.</param>
    public static int Parts(int usual) => (int)Math.Clamp(Math.Round(usual / Size), 1, int.MaxValue);

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static InvalidOperationException Unfit(string name, string text, string expected) => new($"{name} is '{text}'; expected {expected}.");
}
