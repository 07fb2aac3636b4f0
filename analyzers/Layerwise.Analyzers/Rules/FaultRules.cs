using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Architecture.Outputs;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules;

/// <summary>What each <see cref="FaultKind"/> is called: one row each, in its order; those about files start at LW1030.</summary>
internal static class FaultRules
{
    private static readonly FaultRule[] Rows =
    [
        new(
            FaultKind.NotPartial,
            Descriptors.Declaration(
                "LW1001",
                DiagnosticSeverity.Error,
                "A network must be partial",
                "Declare '{0}' as partial: the generator writes the network '{1}' into another part of it")),
        new(
            FaultKind.UnsupportedType,
            Descriptors.Declaration(
                "LW1002",
                DiagnosticSeverity.Error,
                "This kind of type cannot be a network",
                "'{0}' is {1}, which a network cannot be; put the layers on a partial class that is not generic, abstract, static, file-local, a record or derived from a network")),
        new(
            FaultKind.SpreadOverDeclarations,
            Descriptors.Declaration(
                "LW1003",
                DiagnosticSeverity.Error,
                "All layers must be on one declaration",
                "The layers of '{0}' are spread over several partial declarations, whose order is undefined; move all [Layer] attributes to one of them")),
        new(
            FaultKind.SizeNotPositive,
            Descriptors.Declaration(
                "LW1004",
                DiagnosticSeverity.Error,
                "Layer sizes must be positive",
                "{0}: {1} is {2}; write 1 or more")),
        new(
            FaultKind.NetworkTooLarge,
            Descriptors.Declaration(
                "LW1005",
                DiagnosticSeverity.Error,
                "A network has too many parameters",
                "{0} brings the network to {1} parameters, more than the {2} it may have; make a fanIn or fanOut smaller")),
        new(
            FaultKind.TooManyLayers,
            Descriptors.Declaration(
                "LW1006",
                DiagnosticSeverity.Error,
                "A network has too many layers",
                "The network has {0} layers, more than the {1} it may have; remove layers, or split it into several networks")),
        new(
            FaultKind.LayersDoNotFit,
            Descriptors.Declaration(
                "LW1007",
                DiagnosticSeverity.Error,
                "A layer's fanIn must be the fanOut of the layer before",
                "{0}: fanIn is {1}, but layer {2} {3}; {4}"),
            ReplaceArgument),
        new(
            FaultKind.OptionOutOfRange,
            Descriptors.Declaration(
                "LW1008",
                DiagnosticSeverity.Error,
                "An option is out of range",
                "{0}: {1} is {2}; it must be {3}",
                repairs: true),
            ReplaceOption),
        new(
            FaultKind.UndefinedEnumValue,
            Descriptors.Declaration(
                "LW1009",
                DiagnosticSeverity.Error,
                "An enum value is undefined",
                "{0}: {1} is not a value of {2}; write one of {3}")),
        new(
            FaultKind.MemberCollision,
            Descriptors.Declaration(
                "LW1010",
                DiagnosticSeverity.Error,
                "A generated name is already taken",
                "The generator adds a member '{1}' to '{0}', but that name is already taken; rename the one that has it")),
        new(
            FaultKind.NoLayers,
            Descriptors.Declaration(
                "LW1011",
                DiagnosticSeverity.Warning,
                "A network has no layers",
                "'{0}' is declared as a network but has no layers; add a [Layer(fanIn, fanOut, activation)] for each, or remove [{1}]")),
        new(
            FaultKind.LanguageVersionTooLow,
            Descriptors.Declaration(
                "LW1012",
                DiagnosticSeverity.Error,
                "Networks need C# 11",
                "Networks need C# 11, but this project is compiled as C# {0}; write <LangVersion>11</LangVersion> or later in the project file")),
        new(
            FaultKind.UnsuitableActivation,
            Descriptors.Declaration(
                "LW1013",
                DiagnosticSeverity.Error,
                "A custom activation must be a struct that implements IActivation",
                "{0}: the activation is {1}; write typeof(...) of a struct that implements Layerwise.IActivation")),
        new(
            FaultKind.DropoutBeforeLogarithm,
            Descriptors.Declaration(
                "LW1016",
                DiagnosticSeverity.Error,
                "Dropout cannot come before a loss that takes logarithms",
                "{0}: Dropout sets outputs to 0, and {1} takes their logarithms, which are infinite; move the dropout to a hidden layer, or choose another loss",
                repairs: true),
            static fault => OutputDropout.Repair(fault.Location, fault.Counterpart)),
        new(
            FaultKind.HiddenName,
            Descriptors.Declaration(
                "LW1017",
                DiagnosticSeverity.Error,
                "A name that generated code needs means something else",
                "Generated code needs {0}, but {1}; {2}")),
        new(
            FaultKind.UnfitRepeat,
            Descriptors.Declaration(
                "LW1018",
                DiagnosticSeverity.Error,
                "A layer that cannot be repeated",
                "{0}: Repeat is {1}, but {2}")),
        new(
            FaultKind.UnfitResidual,
            Descriptors.Declaration(
                "LW1019",
                DiagnosticSeverity.Error,
                "A residual connection between different sizes",
                "{0}: Residual adds the {1} inputs of {2} to {3} outputs; {4}",
                repairs: true),
            static _ => Repair.Remove().Without(nameof(LayerAttribute.ResidualSpan))),
        new(
            FaultKind.SeveralNormalizations,
            Descriptors.Declaration(
                "LW1020",
                DiagnosticSeverity.Error,
                "A layer with several normalizations",
                "{0}: {1} are given together, and a layer normalizes once; leave one of them",
                repairs: true),
            static _ => Repair.Remove()),
        new(
            FaultKind.UnfitHead,
            Descriptors.Declaration(
                "LW1021",
                DiagnosticSeverity.Error,
                "The outputs of a network do not stand as they must",
                "{0}: {1}")),
        new(
            FaultKind.UnfitInputs,
            Descriptors.Declaration(
                "LW1022",
                DiagnosticSeverity.Error,
                "The parts of the inputs do not fit the first layer",
                "{0}: {1}")),
        new(
            FaultKind.UnfitShape,
            Descriptors.Declaration(
                "LW1023",
                DiagnosticSeverity.Error,
                "A layer over positions does not fit what it gets",
                "{0}: {1}",
                repairs: true),
            static fault => fault.Replacement?.Option == nameof(ConvolutionAttribute.Padding) ? ReplaceOption(fault) : ReplaceArgument(fault)),
        new(
            FaultKind.UnfitRecurrentActivation,
            Descriptors.Declaration(
                "LW1024",
                DiagnosticSeverity.Error,
                "A recurrent layer can't apply this activation",
                "{0}: a recurrent layer applies a built-in function to each unit by itself, step after step, and {1} {2}; write Tanh or Relu",
                repairs: true),
            static _ => Repair.ChangeTo(Activation.Tanh)),
        new(
            FaultKind.UnfitScaling,
            Descriptors.Declaration(
                "LW1025",
                DiagnosticSeverity.Error,
                "A scaling that the layers cannot take",
                "The network declares {0} = {1}, but {2}")),
        new(
            FaultKind.FrozenFileMissing,
            Descriptors.Declaration(
                "LW1030",
                DiagnosticSeverity.Error,
                "The weights of a frozen network must be one file of the project",
                "'{0}' {1}")),
        new(
            FaultKind.FrozenFileUnfit,
            Descriptors.Declaration(
                "LW1031",
                DiagnosticSeverity.Error,
                "The weights of a frozen network must fit its layers",
                "'{0}' cannot be frozen into '{1}': {2}")),
        new(
            FaultKind.FrozenLayersUnfit,
            Descriptors.Declaration(
                "LW1032",
                DiagnosticSeverity.Error,
                "A frozen network needs the layers of the network that was trained",
                "'{0}' cannot be frozen: {1}")),
        new(
            FaultKind.RoundedWeightsDiffer,
            Descriptors.Declaration(
                "LW1033",
                DiagnosticSeverity.Warning,
                "Weights in fewer bits should give what they gave as floats",
                "Weights as {0} change the outputs of '{1}' {2}; choose a format of more bits, or freeze the weights as floats")),
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<FaultRule> All => Rows;

    /// <summary>The row of a fault.</summary>
    public static FaultRule Of(FaultKind kind) => Rows[(int)kind];

    /// <summary>What is wrong with a network. Neighbours with the same fault are one diagnostic, unless another layer has a part in it.</summary>
    /// <param name="faults">Of one network.</param>
    /// <param name="layers">The attribute of each of its layers.</param>
    public static IEnumerable<Diagnostic> Describe(IEnumerable<Fault> faults, ImmutableArray<AttributeArguments> layers)
    {
        foreach (IGrouping<FaultKind, Fault> kind in faults.GroupBy(static fault => fault.Kind))
        {
            FaultRule rule = Of(kind.Key);
            ILookup<bool, Fault> isOfLayer = kind.ToLookup(fault => fault is { Layer: { } number, Counterpart: null } && number <= layers.Length);
            foreach (Fault fault in isOfLayer[false]) yield return rule.Describe(fault);

            Remark[] remarks = [.. isOfLayer[true].Select(fault => rule.Of(fault, layers[fault.Layer!.Value - 1]))];
            Repair[] wanted = [.. remarks.SelectMany(static remark => remark.Repair.Changes)];
            foreach (Neighbours neighbours in Neighbours.Of(remarks)) yield return neighbours.Describe(wanted, layers);
        }
    }

    private static Repair ReplaceArgument(Fault fault) => fault.Replacement is { Value: { } value } ? Repair.ChangeTo(value) : Repair.None;

    private static Repair ReplaceOption(Fault fault) => fault.Replacement switch
    {
        null => Repair.None,
        { Value: null } => Repair.Remove(),
        { Option: var option, Value: var value } => Repair.Set(option, value),
    };
}

/// <summary>How a fault is reported and mended.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Descriptor">Its id, title and message.</param>
/// <param name="MakeRepair">The change to one attribute or two that mends it; null where there is none.</param>
internal sealed record FaultRule(FaultKind Kind, DiagnosticDescriptor Descriptor, Func<Fault, Repair>? MakeRepair = null)
{
    /// <summary>The diagnostic at the fault's place.</summary>
    public Diagnostic Describe(Fault fault)
    {
        Repair repair = RepairOf(fault);
        return Diagnostic.Create(
            Descriptor,
            fault.Location,
            repair.Kind == RepairKind.None && fault.Counterpart is { } counterpart ? [counterpart] : repair.Places(fault.Location),
            repair.ToProperties(),
            fault.Arguments.Select(MessageText.Of).ToArray());
    }

    /// <summary>What a fault says of its layer.</summary>
    /// <param name="fault">One of a layer.</param>
    /// <param name="arguments">Those of the layer's attribute.</param>
    public Remark Of(Fault fault, AttributeArguments arguments)
    {
        string[] texts = [.. fault.Arguments.Skip(1).Select(static argument => MessageText.Of(argument).ToString())];
        Repair repair = RepairOf(fault).At(fault.Location);
        return new Remark(Descriptor.DefaultSeverity, Descriptor, fault.Layer!.Value, arguments, Name: "", fault.Location, repair, texts) { IsExact = true };
    }

    private Repair RepairOf(Fault fault) => MakeRepair?.Invoke(fault) ?? Repair.None;
}
