using System.Collections.Immutable;

namespace Layerwise.Generator.Parsing;

/// <summary>What a parser found: a value, or what is wrong where there should be one.</summary>
/// <param name="Value">Null where there are faults.</param>
/// <param name="Faults">None where there is a value.</param>
internal sealed record Parsed<T>(T? Value, ImmutableArray<Fault> Faults)
    where T : class
{
    public static Parsed<T> Sound(T value) => new(value, ImmutableArray<Fault>.Empty);

    public static Parsed<T> Faulty(params Fault[] faults) => new(null, ImmutableArray.Create(faults));
}
