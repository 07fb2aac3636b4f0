using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Declaration;
using Layerwise.Generator.Model;
using Layerwise.Traits;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>The repair that states another loss, with all that doesn't go with that one.</summary>
internal static class LossChange
{
    /// <summary>Writes another loss in place of the one that is written; <see cref="Repair.None"/> where none is.</summary>
    public static Repair To(DeclaredNetwork network, DeclaredOutput output, Loss loss)
    {
        if (output.LossLocation is not { } location) return Repair.None;

        Repair change = Repair.ChangeTo(loss, location).Without([.. OptionWithoutEffect.LossOptionsUnlike(loss)]);
        LayerSpec last = output.Last;
        return last.Dropout > 0 && LossTraits.Of(loss).TakesLogarithms ? change.And(OutputDropout.Repair(network, last)) : change;
    }

    /// <summary>Leaves options out that mean nothing to a loss, which follows the last activation; <see cref="Repair.None"/> where none is written.</summary>
    public static Repair FollowedTo(DeclaredOutput output, Loss loss)
    {
        if (output.Options is not { } options) return Repair.None;
        return OptionWithoutEffect.LossOptionsUnlike(loss)
            .Where(options.Has)
            .Select(option => Repair.Remove(options.LocationOf(option)))
            .Aggregate(Repair.None, static (all, one) => all.Kind == RepairKind.None ? one : all.And(one));
    }
}
