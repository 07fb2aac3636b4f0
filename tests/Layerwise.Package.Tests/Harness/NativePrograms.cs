namespace Layerwise.Package.Tests.Harness;

/// <summary>
/// Programs that tests publish with Native AOT in ways of their own: the sample Embedded, with its size; the sample Amplifier, as a library for C; one that learns.
/// Each takes half a minute of one compiler and one package, which the page about deploying goes through in each run: of these three a run publishes one,
/// and another run another one.
/// </summary>
internal static class NativePrograms
{
    public const string Amplifier = "Amplifier";
    public const string Embedded = "Embedded";
    public const string Published = "Published";

    private static readonly IReadOnlyList<string> Taken = Sweep.Draw([Amplifier, Embedded, Published], usual: 1, new Random(Sweep.Seed));

    /// <summary>Why this run doesn't publish it; null where it does.</summary>
    /// <param name="program">One of these.</param>
    public static string? WhyNot(string program) => Taken.Contains(program)
        ? null
        : $"NOT TESTED: {program} as a native program. Of three, {Sweep.Note} publishes {string.Join(", ", Taken)}; LAYERWISE_SWEEP=3 publishes all.";
}
