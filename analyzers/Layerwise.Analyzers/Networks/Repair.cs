using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>What a rule tells the code fix: one change to an attribute, or to two that become one.</summary>
internal sealed record Repair
{
    private const string KindKey = "Repair";
    private const string OptionKey = "Option";
    private const string ValueKey = "Value";
    private const string DroppedKey = "Dropped";

    private Repair(RepairKind kind, string? option, string? value, Location? place) => (Kind, Option, Value, Place) = (kind, option, value, place);

    /// <summary>There is no mechanical repair.</summary>
    public static Repair None { get; } = new(RepairKind.None, null, null, null);

    /// <summary>What to do.</summary>
    public RepairKind Kind { get; }

    /// <summary>The option to set.</summary>
    public string? Option { get; }

    /// <summary>What to write: an enum's member with the enum's name before it, a literal, or another argument's text.</summary>
    public string? Value { get; }

    /// <summary>The argument to change or remove, or any place in the attribute that gets the option; null for where the diagnostic stands.</summary>
    public Location? Place { get; }

    /// <summary>Options of the same attribute that mean nothing after the change, and go where they stand.</summary>
    public ImmutableArray<string> Dropped { get; private init; } = ImmutableArray<string>.Empty;

    /// <summary>Writes another member of an enum.</summary>
    public static Repair ChangeTo(Enum value, Location? place = null) => new(RepairKind.Change, null, $"{value.GetType().Name}.{value}", place);

    /// <summary>Adds an option or changes its value, which is a literal or an enum's member with the enum's name before it.</summary>
    public static Repair Set(string option, string value, Location? place = null) => new(RepairKind.Set, option, value, place);

    /// <summary>Removes an option.</summary>
    public static Repair Remove(Location? place = null) => new(RepairKind.Remove, null, null, place);

    /// <summary>Removes the layer where the diagnostic stands.</summary>
    /// <param name="fanIn">Where the next layer says how many inputs it takes, which becomes <paramref name="value"/>.</param>
    /// <param name="value">The removed layer's inputs, as they were written.</param>
    public static Repair Merge(Location fanIn, string value) => new(RepairKind.Merge, null, value, fanIn);

    /// <summary>The same change, after which these options of the attribute mean nothing.</summary>
    public Repair Without(params string[] options) => this with { Dropped = ImmutableArray.Create(options) };

    /// <summary>What the rule said when it made the diagnostic.</summary>
    public static Repair Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(KindKey, out string? kind) && Enum.TryParse(kind, out RepairKind known)
            ? new Repair(
                known,
                diagnostic.Properties.TryGetValue(OptionKey, out string? option) ? option : null,
                diagnostic.Properties.TryGetValue(ValueKey, out string? value) ? value : null,
                diagnostic.AdditionalLocations.Count > 0 ? diagnostic.AdditionalLocations[0] : diagnostic.Location)
            {
                Dropped = diagnostic.Properties.TryGetValue(DroppedKey, out string? dropped) && dropped is not null
                    ? ImmutableArray.Create(dropped.Split(','))
                    : ImmutableArray<string>.Empty,
            }
            : None;

    /// <summary>The part that travels as text; the place travels as the diagnostic's additional location.</summary>
    public ImmutableDictionary<string, string?> ToProperties()
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        if (Kind != RepairKind.None) properties.Add(KindKey, Kind.ToString());
        if (Option is not null) properties.Add(OptionKey, Option);
        if (Value is not null) properties.Add(ValueKey, Value);
        if (!Dropped.IsEmpty) properties.Add(DroppedKey, string.Join(",", Dropped));
        return properties.ToImmutable();
    }
}

/// <summary>Kinds of <see cref="Repair"/>.</summary>
internal enum RepairKind
{
    None,
    Change,
    Set,
    Remove,
    Merge,
}
