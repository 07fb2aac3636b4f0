using System.Runtime.InteropServices;

namespace Layerwise.Package.Tests.Harness;

/// <summary>Whether this machine can publish with Native AOT.</summary>
internal static class NativeAot
{
    /// <summary>Why it can't; null where it can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64) return "NOT TESTED: Native AOT, on anything but Linux on x64.";
        return Linkers().Any(File.Exists) ? null : "NOT TESTED: Native AOT, because there is neither clang nor gcc to link with.";
    }

    private static IEnumerable<string> Linkers() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from linker in (string[])["clang", "gcc"]
        select Path.Combine(folder, linker);
}

/// <summary>A test that publishes with Native AOT, or says why this machine can't, or why this run doesn't.</summary>
internal sealed class NativeAotFactAttribute : FactAttribute
{
    /// <summary>What every run publishes.</summary>
    public NativeAotFactAttribute() => Skip = NativeAot.Obstacle;

    /// <summary>What some runs do.</summary>
    /// <param name="program">One of <see cref="NativePrograms"/>.</param>
    public NativeAotFactAttribute(string program) => Skip = NativeAot.Obstacle ?? NativePrograms.WhyNot(program);
}

/// <summary>The same for several cases.</summary>
internal sealed class NativeAotTheoryAttribute : TheoryAttribute
{
    /// <summary>What some runs publish.</summary>
    /// <param name="program">One of <see cref="NativePrograms"/>.</param>
    public NativeAotTheoryAttribute(string program) => Skip = NativeAot.Obstacle ?? NativePrograms.WhyNot(program);
}
