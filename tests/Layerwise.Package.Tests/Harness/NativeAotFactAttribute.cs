using System.Runtime.InteropServices;

namespace Layerwise.Package.Tests.Harness;

/// <summary>A test that publishes with Native AOT, or says why this machine can't.</summary>
internal sealed class NativeAotFactAttribute : FactAttribute
{
    private static readonly string? Obstacle = FindObstacle();

    public NativeAotFactAttribute() => Skip = Obstacle;

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
