using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>What is in the packages, exactly: a file that slips in or falls out shows here.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class ContentTests(PackedPackage package)
{
    // The format's own, two of them with names that change from one packing to the next.
    private static readonly string[] Plumbing = ["_rels/", "package/", "[Content_Types].xml"];

    [Fact]
    public void The_package_has_exactly_these_files() => Assert.Equal(
        [
            "LICENSE",
            "Layerwise.nuspec",
            "README.md",
            "analyzers/dotnet/cs/Layerwise.Analyzers.dll",
            "analyzers/dotnet/cs/Layerwise.CodeFixes.dll",
            "analyzers/dotnet/cs/Layerwise.Generator.dll",
            "build/Layerwise.Portable.targets",
            "build/Layerwise.Report.targets",
            "build/Layerwise.Weights.targets",
            "build/Layerwise.targets",
            "buildTransitive/Layerwise.Portable.targets",
            "buildTransitive/Layerwise.Report.targets",
            "buildTransitive/Layerwise.Weights.targets",
            "buildTransitive/Layerwise.targets",
            "icon.png",
            "lib/net10.0/Layerwise.dll",
            "lib/net10.0/Layerwise.xml",
            "lib/net8.0/Layerwise.dll",
            "lib/net8.0/Layerwise.xml",
        ],
        Entries("Layerwise", "nupkg"));

    [Fact]
    public void The_package_that_reads_tables_has_exactly_these_files() => Assert.Equal(
        [
            "LICENSE",
            "Layerwise.Data.nuspec",
            "README.md",
            "icon.png",
            "lib/net10.0/Layerwise.Data.dll",
            "lib/net10.0/Layerwise.Data.xml",
            "lib/net8.0/Layerwise.Data.dll",
            "lib/net8.0/Layerwise.Data.xml",
        ],
        Entries("Layerwise.Data", "nupkg"));

    [Fact]
    public void The_package_for_many_machines_has_exactly_these_files() => Assert.Equal(
        [
            "LICENSE",
            "Layerwise.Mpi.nuspec",
            "README.md",
            "icon.png",
            "lib/net10.0/Layerwise.Mpi.dll",
            "lib/net10.0/Layerwise.Mpi.xml",
            "lib/net8.0/Layerwise.Mpi.dll",
            "lib/net8.0/Layerwise.Mpi.xml",
        ],
        Entries("Layerwise.Mpi", "nupkg"));

    [Fact]
    public void The_symbols_are_those_of_the_runtime() => Assert.Equal(
        ["Layerwise.nuspec", "lib/net10.0/Layerwise.pdb", "lib/net8.0/Layerwise.pdb"], Entries("Layerwise", "snupkg"));

    private IEnumerable<string> Entries(string id, string extension) =>
        package.Entries(id, extension).Where(static entry => !Plumbing.Any(entry.StartsWith));
}
