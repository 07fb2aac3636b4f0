using System.Runtime.InteropServices;

namespace Layerwise.Package.Tests.Harness;

/// <summary>Whether this machine can publish native programs for Linux on Arm64, and run them.</summary>
internal static class CrossArm64
{
    private const string Libraries = "/usr/aarch64-linux-gnu";

    private static readonly string[] Programs = ["clang", "aarch64-linux-gnu-ld.bfd", "aarch64-linux-gnu-objcopy", "qemu-aarch64"];

    /// <summary>Why it can't; null where it can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>What <c>dotnet publish</c> is told of the linker, as the page about deploying does.</summary>
    public static string[] Options { get; } =
        ["-r", "linux-arm64", "-p:CppCompilerAndLinker=clang", "-p:LinkerFlavor=bfd", "-p:ObjCopyName=aarch64-linux-gnu-objcopy"];

    /// <summary>Runs a program for Arm64 as QEMU plays the processor, NEON included.</summary>
    public static CommandResult Run(string program, params string[] arguments) => new Command("qemu-aarch64", ["-L", Libraries, program, .. arguments]).Run();

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64) return "NOT TESTED: Arm64, from anything but Linux on x64.";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0) return $"NOT TESTED: Arm64, because there is no {string.Join(" and no ", missing)}.";
        return File.Exists(Path.Combine(Libraries, "lib", "crti.o")) ? null : $"NOT TESTED: Arm64, because there is no C library to link with in {Libraries}.";
    }
}

/// <summary>A test that publishes for Linux on Arm64 and runs what comes of it, or says why this machine can't.</summary>
internal sealed class CrossArm64FactAttribute : FactAttribute
{
    public CrossArm64FactAttribute() => Skip = CrossArm64.Obstacle;
}
