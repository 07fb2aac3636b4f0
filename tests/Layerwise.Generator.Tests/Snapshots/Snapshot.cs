using System.Runtime.CompilerServices;
using System.Text;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated files with the ones that a person has read and verified, named and laid out as Verify.SourceGenerators does
/// it: <c>TestClass.TestMethod#HintName.verified.cs</c> beside the test, with a line that gives the hint name on top.
/// Build with <c>-p:UseVerify=true</c> to let that package compare.
/// </summary>
internal static class Snapshot
{
#if USE_VERIFY
    [ModuleInitializer]
    internal static void Initialize() => VerifyTests.VerifySourceGenerators.Initialize();

    public static Task Match(Generation generation, [CallerFilePath] string test = "", [CallerMemberName] string method = "") =>
        VerifyXunit.Verifier.Verify(generation.Driver, sourceFile: test);
#else
    /// <summary>Set this environment variable to 1 to take what the tests receive as verified, and then read the diff.</summary>
    private const string Accept = "ACCEPT_SNAPSHOTS";

    // Verify writes the byte order mark.
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Fails on a file that differs, is new, or is no longer generated, and writes each difference as <c>.received.cs</c>.</summary>
    public static Task Match(Generation generation, [CallerFilePath] string test = "", [CallerMemberName] string method = "")
    {
        generation.AssertCalm();
        string folder = Path.GetDirectoryName(test)!;
        string prefix = $"{Path.GetFileNameWithoutExtension(test)}.{method}";
        var expected = Directory.GetFiles(folder, $"{prefix}#*.verified.cs").ToHashSet();
        var wrong = new List<string>();
        foreach (var source in generation.Result.GeneratedSources)
        {
            string path = Path.Combine(folder, $"{prefix}#{Path.GetFileNameWithoutExtension(source.HintName)}");
            if (!Matches(source, path)) wrong.Add(path + ".received.cs");
            expected.Remove(path + ".verified.cs");
        }

        wrong.AddRange(expected.Where(IsNotTakenAway));
        Assert.True(wrong.Count == 0, $"These snapshots differ, are new, or are no longer generated:\n{string.Join('\n', wrong)}");
        return Task.CompletedTask;
    }

    private static bool Matches(GeneratedSourceResult source, string path)
    {
        string received = $"//HintName: {source.HintName}\n{source.SourceText}";
        File.Delete(path + ".received.cs");
        if (File.Exists(path + ".verified.cs") && File.ReadAllText(path + ".verified.cs") == received) return true;
        File.WriteAllText(path + (IsAccepting ? ".verified.cs" : ".received.cs"), received, Utf8);
        return IsAccepting;
    }

    private static bool IsNotTakenAway(string path)
    {
        if (IsAccepting) File.Delete(path);
        return !IsAccepting;
    }

    private static bool IsAccepting => Environment.GetEnvironmentVariable(Accept) == "1";
#endif
}
