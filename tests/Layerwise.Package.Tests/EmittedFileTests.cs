using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>A project that has a frozen network written as C and as a C# file: what lies in those folders is what the project asks for now.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class EmittedFileTests : IDisposable
{
    private static readonly string[] All = ["reader.c", "reader.h", "Reader.cs"];

    private readonly PackedPackage _package;
    private readonly string _folder;
    private readonly string _emitted;

    public EmittedFileTests(PackedPackage package)
    {
        _package = package;
        _folder = package.Consumer("Emitting");
        _emitted = package.Consumer("emitted");
        // Restored once, with all other consumers; each test begins as if nothing had been built.
        package.Build.AssertSuccess();
        DeleteWhatWasBuilt();
    }

    [Fact]
    public void They_follow_the_project()
    {
        Build();
        AssertEmitted(All);
        DateTime[] written = Times();

        // Nothing happens twice, not even where everything is compiled anew.
        Assert.DoesNotContain("Layerwise: ", Build(), StringComparison.Ordinal);
        Build("--no-incremental");
        Assert.Equal(written, Times());

        // What is asked for is what lies there.
        string header = File.ReadAllText(Emitted("reader.h"));
        File.AppendAllText(Emitted("reader.h"), "/* by hand */\n");
        File.Delete(Emitted("Reader.cs"));
        Build();
        AssertEmitted(All);
        Assert.Equal(header, File.ReadAllText(Emitted("reader.h")));

        Rename("Reader", "Teller");
        Build();
        AssertEmitted("teller.c", "teller.h", "Teller.cs");

        Build("-p:CFolder=");
        AssertEmitted("Teller.cs");

        // A file of somebody else's.
        File.AppendAllText(Emitted("Teller.cs"), "// by hand\n");
        Assert.Contains("Layerwise: ../emitted/csharp/Teller.cs is not written any more; it was changed since, and stays", Build("-p:CFolder=", "-p:CSharpFolder="), StringComparison.Ordinal);
        AssertEmitted("Teller.cs");

        Build();
        AssertEmitted("teller.c", "teller.h", "Teller.cs");
        Command.DotNet(_folder, "clean", "-c", "Release", _package.VersionProperty).AssertCalm();
        AssertEmitted();
        Rename("Teller", "Reader");
    }

    // Without analyzers nobody has said so before; neither file is written over the other one.
    [Fact]
    public void Two_classes_in_one_file_are_an_error_of_the_build_too()
    {
        string second = Path.Combine(_folder, "Second.cs");
        File.WriteAllText(second, File.ReadAllText(Path.Combine(_folder, "Reader.cs")).Replace("Game", "Tools", StringComparison.Ordinal).Replace("Reader", "READER", StringComparison.Ordinal));
        CommandResult said = Command.DotNet(_folder, "build", "--no-restore", "-c", "Release", _package.VersionProperty);
        CommandResult silent = Command.DotNet(_folder, "build", "--no-restore", "-c", "Release", _package.VersionProperty, "-p:RunAnalyzers=false", "-p:CFolder=");
        File.Delete(second);

        Assert.NotEqual(0, said.ExitCode);
        Assert.Contains("EmitC writes it into ../emitted/c/reader.c, and 'Tools.READER' too", said.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, silent.ExitCode);
        Assert.Contains("Reader.cs: Game.Reader, Tools.READER. Rename one of them, or freeze it from a file of weights with another folder.", silent.Output, StringComparison.Ordinal);
        AssertEmitted();

        // A build that failed leaves nothing behind that the next one would take for its own.
        Build();
        AssertEmitted(All);
    }

    // Two samples of a network that gives one number: x₀·w₀ + x₁·w₁ + b.
    [Fact]
    public void What_weights_of_fewer_bits_change_the_build_says()
    {
        string data = Path.Combine(_folder, "test.safetensors");
        DatasetFile.Write(data, new Dataset((float[])[1, 0, 0, 1], 2, (float[])[1, 2], 1));
        string said = Build("-p:Format=BFloat16", "-p:TestData=test.safetensors", "-p:CFolder=", "-p:CSharpFolder=");
        Assert.Contains("Layerwise: Reader: Weights are BFloat16, which changes the outputs ", said, StringComparison.Ordinal);
        Assert.Contains("over the 2 samples of test.safetensors by up to ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Layerwise: ", Build("-p:Format=BFloat16", "-p:TestData=test.safetensors", "-p:CFolder=", "-p:CSharpFolder="), StringComparison.Ordinal);

        // Other samples, another sentence; and none where nobody asks.
        DatasetFile.Write(data, new Dataset((float[])[1, 0, 0, 1, 1, 1], 2, (float[])[1, 2, 3], 1));
        Assert.Contains("over the 3 samples of ", Build("-p:Format=BFloat16", "-p:TestData=test.safetensors", "-p:CFolder=", "-p:CSharpFolder="), StringComparison.Ordinal);
        Assert.DoesNotContain("Layerwise: ", Build("-p:CFolder=", "-p:CSharpFolder="), StringComparison.Ordinal);
    }

    public void Dispose() => DeleteWhatWasBuilt();

    private void DeleteWhatWasBuilt()
    {
        foreach (string folder in (string[])[_emitted, Path.Combine(_folder, "bin"), Path.Combine(_folder, "obj", "Release")])
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private string Emitted(string name) => Path.Combine(_emitted, name.EndsWith(".cs", StringComparison.Ordinal) ? "csharp" : "c", name);

    private DateTime[] Times() => [.. All.Select(name => File.GetLastWriteTimeUtc(Emitted(name)))];

    private void AssertEmitted(params string[] names)
    {
        IEnumerable<string> found = Directory.Exists(_emitted)
            ? Directory.EnumerateFiles(_emitted, "*", SearchOption.AllDirectories).Select(static path => Path.GetFileName(path))
            : [];
        Assert.Equal(names.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private void Rename(string from, string to)
    {
        string source = Path.Combine(_folder, "Reader.cs");
        File.WriteAllText(source, File.ReadAllText(source).Replace($" {from};", $" {to};", StringComparison.Ordinal));
    }

    private string Build(params string[] options) =>
        Command.DotNet(_folder, ["build", "--no-restore", "-c", "Release", _package.VersionProperty, .. options]).AssertCalm().Output;
}
