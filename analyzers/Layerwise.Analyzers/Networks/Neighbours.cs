using System.Collections.Immutable;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>Layers in a row of which a rule says the same: one diagnostic at the first of them.</summary>
/// <param name="Remarks">At least one.</param>
internal sealed record Neighbours(IReadOnlyList<Remark> Remarks)
{
    /// <summary>What a rule says of layers, in runs that are as long as can be.</summary>
    public static IEnumerable<Neighbours> Of(IEnumerable<Remark> remarks)
    {
        var runs = new List<List<Remark>>();
        foreach (Remark remark in remarks.OrderBy(static remark => remark.Number))
        {
            // Of one layer a rule may say several things, and of the next one the same again.
            if (runs.Find(run => remark.Continues(run[run.Count - 1])) is { } run) run.Add(remark);
            else runs.Add([remark]);
        }

        return runs.Select(static run => new Neighbours(run));
    }

    /// <summary>The diagnostic.</summary>
    /// <param name="wanted">All changes that the rule wants.</param>
    /// <param name="layers">The attribute of each layer of the network.</param>
    public Diagnostic Describe(IReadOnlyList<Repair> wanted, ImmutableArray<AttributeArguments> layers)
    {
        Remark first = Remarks[0];
        string subject = MessageText.Layers(Remarks.Select(static remark => remark.Number).ToArray());
        Repair repair = Remarks.Select(static remark => remark.Repair).Aggregate(static (all, one) => all.And(one)).ForWholeLines(wanted, layers);
        if (Remarks.Count > 1) repair = repair.On(subject);
        IEnumerable<Location> places = repair.Kind == RepairKind.None
            ? Remarks.Select(static remark => remark.Location).Distinct().Where(location => location != first.Location)
            : repair.Places(first.Location);
        object[] arguments =
        [
            MessageText.Capitalized(subject),
            .. Enumerable.Range(0, first.Texts.Length).Select(i => NumberRange.Of(Remarks.Select(remark => remark.Texts[i]))),
        ];
        return Diagnostic.Create(first.Rule, first.Location, first.Severity, places, repair.ToProperties(), arguments);
    }
}
