using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture;
using Layerwise.Generator.Parsing;

namespace Layerwise.Analyzers;

/// <summary>The repair of a fault that is mended by a change to one attribute or two.</summary>
internal static class FaultRepair
{
    public static Repair Of(Fault fault) => fault switch
    {
        { Kind: FaultKind.DropoutBeforeLogarithm } => OutputDropout.Repair(fault.Location, fault.Counterpart),
        { Replacement: { Value: { } value } replacement } => Repair.Set(replacement.Option, value),
        { Replacement: not null } => Repair.Remove(),
        _ => Repair.None,
    };
}
