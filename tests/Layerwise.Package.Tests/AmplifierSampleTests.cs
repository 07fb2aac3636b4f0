using System.Globalization;
using System.Text.RegularExpressions;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>The sample Amplifier as a library for C.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class AmplifierSampleTests
{
    [NativeAotFact(NativePrograms.Amplifier)]
    public void The_frozen_amplifier_plays_from_C_in_less_than_the_time_of_the_sound()
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-amplifier-").FullName;
        try
        {
            string output = new Command("bash", "play", folder) { Folder = Repository.At("samples", "Amplifier") }.Run().AssertCalm().Output;
            Assert.Matches(new Regex("^self-test: passed$", RegexOptions.Multiline), output);
            double Number(string pattern) => double.Parse(Regex.Match(output, pattern).Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.InRange(Number("error-to-signal ratio: ([0-9.]+) %"), 0.01, 5);
            Assert.InRange(Number("native library, .*, ([0-9]+) times as fast as it sounds"), 2, double.MaxValue);
            Assert.Equal(new FileInfo(Path.Combine(folder, "strings.wav")).Length, new FileInfo(Path.Combine(folder, "native.wav")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
