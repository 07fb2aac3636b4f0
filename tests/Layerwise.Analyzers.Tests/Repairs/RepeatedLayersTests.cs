using System.Globalization;
using System.Text.RegularExpressions;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Repairs;

/// <summary>Of faulty networks, every rule says of a line with Repeat what it says of as many lines, and of layers in a row what is the same of them in one diagnostic.</summary>
[Trait("Category", "Slow")]
public sealed partial class RepeatedLayersTests
{
    private const string Repeat = ", Repeat = 3";

    [Fact]
    public async Task Repeat_says_what_as_many_lines_say()
    {
        foreach (string program in Programs()) Assert.Equal(await SaidAsync(WrittenOut(program)), await SaidAsync(program));
    }

    [Fact]
    public async Task Neighbours_are_one_diagnostic()
    {
        foreach (string program in Programs())
        {
            Diagnostic[] found = [.. await Analysis.RunAsync(Compilations.Of(WrittenOut(program)))];
            foreach (Diagnostic later in found)
            {
                Diagnostic? same = Array.Find(found, earlier => Adjoins(earlier, later));
                Assert.True(same is null, $"{same}\n{later}\n{program}");
            }
        }
    }

    private static IEnumerable<string> Programs()
    {
        var random = new Random(Sweep.Seed);
        return Enumerable.Range(0, Sweep.Count(30)).Select(_ => FaultyNetworks.Of(random.Next()));
    }

    private static string WrittenOut(string program) => string.Join('\n', program.Split('\n').SelectMany(static line =>
        Enumerable.Repeat(line.Replace(Repeat, "", StringComparison.Ordinal), line.Contains(Repeat, StringComparison.Ordinal) ? 3 : 1)));

    private static async Task<string[]> SaidAsync(string program) =>
    [
        .. (await Analysis.RunAsync(Compilations.Of(program)))
            .Select(static diagnostic => $"{diagnostic.Severity} {diagnostic.Id} {Message(diagnostic)}")
            .Order(StringComparer.Ordinal),
    ];

    // The second of the two is about the layers that come behind those of the first, in the same words, and wants the same change.
    private static bool Adjoins(Diagnostic earlier, Diagnostic later)
    {
        (Match first, Match second) = (Subject().Match(Message(earlier)), Subject().Match(Message(later)));
        if (earlier.Id != later.Id || earlier.Severity != later.Severity || !first.Success || !second.Success || Number(second, "first") != Number(first, "last") + 1) return false;
        bool isExact = later.Severity == DiagnosticSeverity.Error;
        (string said, string again) = (first.Groups["said"].Value, second.Groups["said"].Value);
        return (isExact ? said == again : NumberRange.AreAlike(said, again)) && Repair.Of(earlier).IsLike(Repair.Of(later));
    }

    private static int Number(Match subject, string end) =>
        int.Parse(subject.Groups[subject.Groups[end].Success ? end : "first"].Value, CultureInfo.InvariantCulture);

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    [GeneratedRegex("^Layers? (?<first>[0-9]+)(?: (?:and|to) (?<last>[0-9]+))?: (?<said>.*)$")]
    private static partial Regex Subject();
}
