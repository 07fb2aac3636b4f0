using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Networks;

/// <summary>What a rule tells the code fix: a change to an attribute, and what must change with it.</summary>
internal sealed record Repair
{
    private const string KindKey = "Repair";
    private const string OptionKey = "Option";
    private const string ValueKey = "Value";
    private const string DroppedKey = "Dropped";
    private const string TitleKey = "RepairTitle";
    private const string SubjectKey = "RepairSubject";

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
    public Location? Place { get; private init; }

    /// <summary>Options of the same attribute that mean nothing after the change, and go where they stand.</summary>
    public ImmutableArray<string> Dropped { get; private init; } = ImmutableArray<string>.Empty;

    /// <summary>Changes that belong to this one, each with a place of its own: all are made, or none.</summary>
    public ImmutableArray<Repair> Others { get; private init; } = ImmutableArray<Repair>.Empty;

    /// <summary>What the light bulb says; null for what the changes themselves say.</summary>
    public string? Title { get; private init; }

    /// <summary>The layers that the light bulb names, where they are several.</summary>
    public string? Subject { get; private init; }

    /// <summary>This change and <see cref="Others"/>; none where there is no repair.</summary>
    public IEnumerable<Repair> Changes => Kind == RepairKind.None ? [] : Others.Prepend(this with { Others = ImmutableArray<Repair>.Empty });

    /// <summary>Writes another member of an enum.</summary>
    public static Repair ChangeTo(Enum value, Location? place = null) => new(RepairKind.Change, null, $"{value.GetType().Name}.{value}", place);

    /// <summary>Writes another literal.</summary>
    public static Repair ChangeTo(string literal, Location? place = null) => new(RepairKind.Change, null, literal, place);

    /// <summary>Adds an option or changes its value, which is a literal or an enum's member with the enum's name before it.</summary>
    public static Repair Set(string option, string value, Location? place = null) => new(RepairKind.Set, option, value, place);

    /// <summary>Removes an option.</summary>
    public static Repair Remove(Location? place = null) => new(RepairKind.Remove, null, null, place);

    /// <summary>Removes the layer where the diagnostic stands, and others.</summary>
    /// <param name="fanIn">Where the layer after them says how many inputs it takes, which becomes <paramref name="value"/>.</param>
    /// <param name="value">The first removed layer's inputs, as they were written.</param>
    /// <param name="others">Where the other layers to remove stand.</param>
    public static Repair Merge(Location fanIn, string value, IEnumerable<Location> others) => new(RepairKind.Merge, null, value, fanIn)
    {
        Others = others.Select(static other => new Repair(RepairKind.Merge, null, null, other)).ToImmutableArray(),
    };

    /// <summary>The same change, after which these options of the attribute mean nothing.</summary>
    public Repair Without(params string[] options) => this with { Dropped = ImmutableArray.Create(options) };

    /// <summary>The same change together with another and what belongs to that, each with a place of its own; only this one where the other is <see cref="None"/>.</summary>
    public Repair And(Repair other) => other.Kind == RepairKind.None
        ? this
        : this with { Others = Others.Add(other with { Others = ImmutableArray<Repair>.Empty }).AddRange(other.Others) };

    /// <summary>The same change under a title of its own.</summary>
    public Repair Titled(string title) => this with { Title = title };

    /// <summary>The same change to several layers.</summary>
    public Repair On(string layers) => this with { Subject = layers };

    /// <summary>The same change, made where the diagnostic stands if it has no place.</summary>
    public Repair At(Location diagnostic) => this with { Place = Place ?? diagnostic };

    /// <summary>Whether this is the same change as another, places apart.</summary>
    public bool IsLike(Repair other) => Changes.Select(What).SequenceEqual(other.Changes.Select(What)) && Title == other.Title;

    /// <summary>
    /// The same repair, each change of an argument once; <see cref="None"/> where it would change a line that stands for several layers and not all of them want it.
    /// </summary>
    /// <param name="wanted">All changes that are wanted, as often as there are layers that want them.</param>
    /// <param name="layers">The attribute of each layer of the network.</param>
    public Repair ForWholeLines(IReadOnlyList<Repair> wanted, ImmutableArray<AttributeArguments> layers)
    {
        Repair[] changes = [.. Changes.GroupBy(static change => (What(change), change.Place)).Select(static group => group.First())];
        return Array.TrueForAll(changes, IsWanted) ? this with { Others = changes.Skip(1).ToImmutableArray() } : None;

        bool IsWanted(Repair change)
        {
            int count = layers.Count(layer => layer.Contains(change.Place!));
            return count <= 1 || wanted.Count(other => other.Place == change.Place && What(other) == What(change)) >= count;
        }
    }

    /// <summary>What the rule said when it made the diagnostic.</summary>
    public static Repair Of(Diagnostic diagnostic)
    {
        Repair first = PartOf(diagnostic, 0);
        if (first.Kind == RepairKind.None) return None;
        return first with
        {
            Others = Enumerable.Range(1, int.MaxValue - 1).Select(part => PartOf(diagnostic, part)).TakeWhile(static part => part.Kind != RepairKind.None).ToImmutableArray(),
            Title = Text(diagnostic, TitleKey),
            Subject = Text(diagnostic, SubjectKey),
        };
    }

    /// <summary>The part that travels as text; <see cref="Places"/> travel as the diagnostic's additional locations.</summary>
    public ImmutableDictionary<string, string?> ToProperties()
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        AddTo(properties, 0);
        for (int i = 0; i < Others.Length; i++) Others[i].AddTo(properties, i + 1);
        if (Title is not null) properties.Add(TitleKey, Title);
        if (Subject is not null) properties.Add(SubjectKey, Subject);
        return properties.ToImmutable();
    }

    /// <summary>Where the changes are made, in their order.</summary>
    /// <param name="diagnostic">Where the diagnostic stands.</param>
    public IEnumerable<Location> Places(Location diagnostic) => Kind == RepairKind.None ? [] : Others.Select(static other => other.Place!).Prepend(Place ?? diagnostic);

    private static (RepairKind Kind, string? Option, string? Value, string Dropped) What(Repair change) =>
        (change.Kind, change.Option, change.Value, string.Join(",", change.Dropped));

    private static Repair PartOf(Diagnostic diagnostic, int part) =>
        Enum.TryParse(Text(diagnostic, Key(KindKey, part)), out RepairKind kind) && part < diagnostic.AdditionalLocations.Count
            ? new Repair(kind, Text(diagnostic, Key(OptionKey, part)), Text(diagnostic, Key(ValueKey, part)), diagnostic.AdditionalLocations[part])
            {
                Dropped = Text(diagnostic, Key(DroppedKey, part)) is { } dropped ? ImmutableArray.Create(dropped.Split(',')) : ImmutableArray<string>.Empty,
            }
            : None;

    private static string? Text(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out string? text) ? text : null;

    private static string Key(string name, int part) => name + part.ToString(CultureInfo.InvariantCulture);

    private void AddTo(ImmutableDictionary<string, string?>.Builder properties, int part)
    {
        if (Kind != RepairKind.None) properties.Add(Key(KindKey, part), Kind.ToString());
        if (Option is not null) properties.Add(Key(OptionKey, part), Option);
        if (Value is not null) properties.Add(Key(ValueKey, part), Value);
        if (!Dropped.IsEmpty) properties.Add(Key(DroppedKey, part), string.Join(",", Dropped));
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
