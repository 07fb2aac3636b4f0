using System.Collections.Immutable;
using System.ComponentModel;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers;

/// <summary>One rule for each <see cref="FaultKind"/>, numbered in its order; those about files start at LW1030.</summary>
internal static class StructureRules
{
    public static readonly DiagnosticDescriptor NotPartial = Descriptors.Structure(
        "LW1001",
        DiagnosticSeverity.Error,
        "A network must be partial",
        "Declare '{0}' as partial: the generator writes the network '{1}' into another part of it");

    public static readonly DiagnosticDescriptor UnsupportedType = Descriptors.Structure(
        "LW1002",
        DiagnosticSeverity.Error,
        "This kind of type cannot be a network",
        "'{0}' is {1}, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network");

    public static readonly DiagnosticDescriptor SpreadOverDeclarations = Descriptors.Structure(
        "LW1003",
        DiagnosticSeverity.Error,
        "All layers must be on one declaration",
        "The layers of '{0}' are spread over several partial declarations, whose order is undefined; move all [Layer] attributes to one of them");

    public static readonly DiagnosticDescriptor SizeNotPositive = Descriptors.Structure(
        "LW1004",
        DiagnosticSeverity.Error,
        "Layer sizes must be positive",
        "Layer {0}: {1} is {2}; write 1 or more");

    public static readonly DiagnosticDescriptor NetworkTooLarge = Descriptors.Structure(
        "LW1005",
        DiagnosticSeverity.Error,
        "A network has too many parameters",
        "Layer {0} brings the network to {1} parameters, more than the {2} it may have; make a fanIn or fanOut smaller");

    public static readonly DiagnosticDescriptor TooManyLayers = Descriptors.Structure(
        "LW1006",
        DiagnosticSeverity.Error,
        "A network has too many layers",
        "The network has {0} layers, more than the {1} it may have; remove layers, or split it into several networks");

    public static readonly DiagnosticDescriptor LayersDoNotFit = Descriptors.Structure(
        "LW1007",
        DiagnosticSeverity.Error,
        "A layer's fanIn must be the fanOut of the layer before",
        "Layer {0}: fanIn is {1}, but layer {2} has a fanOut of {3}; make them equal");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Descriptors.Structure(
        "LW1008",
        DiagnosticSeverity.Error,
        "An option is out of range",
        "{0}: {1} is {2}; it must be {3}");

    public static readonly DiagnosticDescriptor UndefinedEnumValue = Descriptors.Structure(
        "LW1009",
        DiagnosticSeverity.Error,
        "An enum value is undefined",
        "{0} is not a value of {1}; write one of {2}");

    public static readonly DiagnosticDescriptor MemberCollision = Descriptors.Structure(
        "LW1010",
        DiagnosticSeverity.Error,
        "A generated name is already taken",
        "The generator adds a member '{1}' to '{0}', but that name is already taken; rename the one that has it");

    public static readonly DiagnosticDescriptor NoLayers = Descriptors.Structure(
        "LW1011",
        DiagnosticSeverity.Warning,
        "A network has no layers",
        "'{0}' is declared as a network but has no layers; add a [Layer(fanIn, fanOut, activation)] for each, or remove [Network]");

    public static readonly DiagnosticDescriptor LanguageVersionTooLow = Descriptors.Structure(
        "LW1012",
        DiagnosticSeverity.Error,
        "Networks need C# 11",
        "Networks need C# 11, but this project is compiled as C# {0}; write <LangVersion>11</LangVersion> or later in the project file");

    public static readonly DiagnosticDescriptor UnsuitableActivation = Descriptors.Structure(
        "LW1013",
        DiagnosticSeverity.Error,
        "A custom activation must be a struct that implements IActivation",
        "Layer {0}: the activation is {1}; write typeof(...) of a struct that implements Layerwise.IActivation");

    public static readonly DiagnosticDescriptor DropoutBeforeLogarithm = Descriptors.Structure(
        "LW1016",
        DiagnosticSeverity.Error,
        "Dropout cannot come before a loss that takes logarithms",
        "Layer {0}: Dropout sets outputs to 0, and {1} takes their logarithms, which are infinite; move the dropout to a hidden layer, or choose another loss");

    public static readonly DiagnosticDescriptor HiddenName = Descriptors.Structure(
        "LW1017",
        DiagnosticSeverity.Error,
        "A name that generated code needs means something else",
        "The generated code of '{0}' needs {1}, but {2}; {3}");

    public static readonly DiagnosticDescriptor FrozenFileMissing = Descriptors.Structure(
        "LW1030",
        DiagnosticSeverity.Error,
        "The weights of a frozen network must be one file of the project",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor FrozenFileUnfit = Descriptors.Structure(
        "LW1031",
        DiagnosticSeverity.Error,
        "The weights of a frozen network must fit its layers",
        "'{0}' cannot be frozen into '{1}': {2}");

    public static readonly DiagnosticDescriptor FrozenLayersUnfit = Descriptors.Structure(
        "LW1032",
        DiagnosticSeverity.Error,
        "A frozen network needs the layers of the network that was trained",
        "'{0}' cannot be frozen: {1}");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
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
        FrozenFileMissing,
        FrozenFileUnfit,
        FrozenLayersUnfit);

    /// <summary>Those that <see cref="FaultRepair"/> knows how to mend.</summary>
    public static ImmutableArray<string> RepairableIds { get; } = ImmutableArray.Create(OptionOutOfRange.Id, DropoutBeforeLogarithm.Id);

    public static DiagnosticDescriptor For(FaultKind kind) => kind switch
    {
        FaultKind.NotPartial => NotPartial,
        FaultKind.UnsupportedType => UnsupportedType,
        FaultKind.SpreadOverDeclarations => SpreadOverDeclarations,
        FaultKind.SizeNotPositive => SizeNotPositive,
        FaultKind.NetworkTooLarge => NetworkTooLarge,
        FaultKind.TooManyLayers => TooManyLayers,
        FaultKind.LayersDoNotFit => LayersDoNotFit,
        FaultKind.OptionOutOfRange => OptionOutOfRange,
        FaultKind.UndefinedEnumValue => UndefinedEnumValue,
        FaultKind.MemberCollision => MemberCollision,
        FaultKind.NoLayers => NoLayers,
        FaultKind.LanguageVersionTooLow => LanguageVersionTooLow,
        FaultKind.UnsuitableActivation => UnsuitableActivation,
        FaultKind.DropoutBeforeLogarithm => DropoutBeforeLogarithm,
        FaultKind.HiddenName => HiddenName,
        FaultKind.FrozenFileMissing => FrozenFileMissing,
        FaultKind.FrozenFileUnfit => FrozenFileUnfit,
        FaultKind.FrozenLayersUnfit => FrozenLayersUnfit,
        _ => throw new InvalidEnumArgumentException(nameof(kind), (int)kind, typeof(FaultKind)),
    };
}
