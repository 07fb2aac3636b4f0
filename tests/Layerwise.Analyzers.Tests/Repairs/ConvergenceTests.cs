using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Repairs;

/// <summary>Light bulbs lead to a network without them, and none of them breaks what another has mended.</summary>
[Trait("Category", "Slow")]
public sealed class ConvergenceTests
{
    private const int Networks = 10;

    // One for each mistake, and a few more: what a rule could not say of one mistake is said after another is mended.
    private const int MostRounds = 40;

    // Of ten series of networks some, others in each run.
    public static TheoryData<int> Seeds => new(Sweep.Draw([.. Enumerable.Range(0, 10)], usual: 4, new Random(Sweep.Seed)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task One_light_bulb_after_the_other_comes_to_an_end(int series)
    {
        foreach (int seed in Enumerable.Range(series * Networks, Networks))
        {
            var random = new Random(seed);
            string program = FaultyNetworks.Of(seed);
            var seen = new List<string> { program };
            for (IReadOnlyList<CodeFixing.Offer> offers = await CodeFixing.OffersAsync(program); offers.Count > 0; offers = await CodeFixing.OffersAsync(program))
            {
                CodeFixing.Offer offer = offers[random.Next(offers.Count)];
                program = offer.Text;
                Assert.False(seen.Contains(program), $"{offer.Diagnostic.Id} leads back, or nowhere:\n{string.Join("\n", seen)}\n{offer.Title}\n{program}");
                seen.Add(program);
                Assert.True(seen.Count < MostRounds, string.Join("\n", seen));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_light_bulb_leads_to_a_new_warning(int series)
    {
        foreach (int seed in Enumerable.Range(series * Networks, Networks))
        {
            string program = FaultyNetworks.Of(seed);
            ImmutableArray<Diagnostic> before = await Analysis.RunAsync(Compilations.Of(program));
            if (before.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) continue;
            foreach (CodeFixing.Offer offer in await CodeFixing.OffersAsync(program))
            {
                ImmutableArray<Diagnostic> after = await Analysis.RunAsync(Compilations.Of(offer.Text));
                Diagnostic[] added = [.. after.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && before.All(known => known.Id != diagnostic.Id))];
                Assert.True(added.Length == 0, $"{program}\n{offer.Diagnostic.Id}: {offer.Title}\n{offer.Text}\n{string.Join('\n', added.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)))}");
            }
        }
    }
}
