using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>What can be wrong with a declaration. Each has its rule in Layerwise.Analyzers.</summary>
internal enum FaultKind
{
    NotPartial,
    UnsupportedType,
    SpreadOverDeclarations,
    SizeNotPositive,
    NetworkTooLarge,
    TooManyLayers,
    LayersDoNotFit,
    OptionOutOfRange,
    UndefinedEnumValue,
    MemberCollision,
    NoLayers,
    LanguageVersionTooLow,
    UnsuitableActivation,
    DropoutBeforeLogarithm,
    HiddenName,
    UnfitRepeat,
    UnfitResidual,
    SeveralNormalizations,
    UnfitHead,
    UnfitInputs,
    UnfitShape,
    UnfitRecurrentActivation,
    UnfitScaling,
    FrozenFileMissing,
    FrozenFileUnfit,
    FrozenLayersUnfit,
    RoundedWeightsDiffer,
}

/// <summary>
/// Something wrong at a place in the source. The analyzer reports it; the generator only knows from it that nothing must be emitted.
/// </summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Location">The exact argument, where there is one.</param>
/// <param name="Arguments">What the rule's message has placeholders for.</param>
internal sealed record Fault(FaultKind Kind, Location Location, ImmutableArray<object> Arguments)
{
    /// <summary>The layer that it is about; null where it is about something else.</summary>
    public int? Layer => Arguments.Length > 0 && Arguments[0] is LayerNumber number ? number.Value : null;

    /// <summary>The other argument that has a part in it, where there is one: changing either repairs the fault.</summary>
    public Location? Counterpart { get; init; }

    /// <summary>What mends it, where that is an option with another value, or another number in place of the argument that it stands at.</summary>
    public OptionValue? Replacement { get; init; }

    /// <summary>The same of another layer.</summary>
    public Fault Of(int layer) => this with { Arguments = Arguments.SetItem(0, new LayerNumber(layer)) };
}

/// <summary>An option, or an argument, and the value that it should have.</summary>
/// <param name="Option">The option, or the parameter of the argument.</param>
/// <param name="Value">As C# writes it; null where the option is better left out.</param>
internal sealed record OptionValue(string Option, string? Value);

/// <summary>Collects the faults of one declaration.</summary>
internal sealed class FaultList
{
    private readonly ImmutableArray<Fault>.Builder _faults = ImmutableArray.CreateBuilder<Fault>();

    public int Count => _faults.Count;

    public void Add(FaultKind kind, Location location, params object[] arguments) =>
        _faults.Add(new Fault(kind, location, ImmutableArray.Create(arguments)));

    public void Add(Fault fault) => _faults.Add(fault);

    public void Add(IEnumerable<Fault> faults) => _faults.AddRange(faults);

    public ImmutableArray<Fault> ToImmutable() => _faults.ToImmutable();
}
