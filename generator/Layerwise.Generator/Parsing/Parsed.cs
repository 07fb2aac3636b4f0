using System.Collections.Immutable;

namespace Layerwise.Generator.Parsing;

/// <summary>What a parser found: a value, or what is wrong where there should be one.</summary>
/// <param name="Value">Null where there are faults that leave none.</param>
/// <param name="Faults">Beside a value, what its user should know of it.</param>
internal sealed record Parsed<T>(T? Value, ImmutableArray<Fault> Faults)
    where T : class
{
    public static Parsed<T> Sound(T value, params Fault[] remarks) => new(value, ImmutableArray.Create(remarks));

    public static Parsed<T> Faulty(params Fault[] faults) => new(null, ImmutableArray.Create(faults));
}
