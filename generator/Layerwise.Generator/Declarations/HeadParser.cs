using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads the outputs that a class has by name, and says where their attributes don't stand as they must.</summary>
internal static class HeadParser
{
    private const string OutputAttributeName = "Layerwise.OutputAttribute";

    // Options of the whole network that an output has of its own.
    private static readonly string[] LossOptions =
    [
        nameof(NetworkAttribute.Loss), nameof(NetworkAttribute.Delta), nameof(NetworkAttribute.Beta), nameof(NetworkAttribute.LabelSmoothing),
        nameof(NetworkAttribute.ClassWeights),
    ];

    private static readonly float DefaultWeight = new OutputAttribute("", fanIn: 1, fanOut: 1, Activation.Identity).LossWeight;

    /// <summary>Whether the attribute of a layer makes it an output.</summary>
    public static bool IsHead(AttributeArguments layer) => layer.AttributeName == OutputAttributeName;

    /// <summary>The output that a layer leads to alone, or is; empty where all share it.</summary>
    public static string NameOf(AttributeArguments layer) => IsHead(layer) ? layer.Text("name") : layer.Named<string?>(nameof(LayerAttribute.Head), null) ?? "";

    /// <summary>Checks that shared layers come first, behind them those of each output, and at the end of those the output itself.</summary>
    public static void CheckOrder(AttributeArguments[] layers, AttributeArguments[] options, FaultList faults)
    {
        AttributeArguments[] heads = [.. layers.Where(IsHead)];
        bool areSequences = SequenceParser.AreSequences(layers, options.Length > 0 ? options[0] : null);
        foreach (AttributeArguments head in heads) CheckName(head, heads, areSequences, faults);
        for (int i = 0; i < layers.Length && faults.Count == 0; i++)
        {
            if ((IsHead(layers[i]) ? OfOutput(layers, i) : OfLayer(layers, i, heads)) is not (string place, string reason)) continue;
            Add(faults, layers[i], place, new LayerNumber(i + 1), reason);
        }

        if (heads.Length > 1 && NameOf(layers[0]).Length > 0) Add(faults, layers[0], "name", new LayerNumber(1), "the outputs share no layer; write a layer above them that has no Head, or make each a network of its own");
        if (heads.Length == 0 || options.Length == 0) return;
        foreach (string option in LossOptions.Where(options[0].Has))
        {
            Add(faults, options[0], option, "Network", $"each output has a loss of its own; write {option} into its [Output] attribute");
        }
    }

    /// <summary>The outputs of layers whose attributes stand as they must.</summary>
    public static HeadSpec[] Parse(EquatableArray<LayerSpec> specs, AttributeArguments[] layers, FaultList faults)
    {
        var heads = new List<HeadSpec>();
        int offset = 0;
        foreach (LayerSpec last in specs)
        {
            AttributeArguments arguments = layers[last.Index];
            if (!IsHead(arguments)) continue;
            string owner = $"Output '{last.Head}'";
            LossSpec loss = LossParser.Resolve(LossParser.Parse(arguments, owner, faults), last, arguments, owner, faults);
            float weight = NetworkOption.Read(arguments, owner, nameof(OutputAttribute.LossWeight), DefaultWeight, OptionRange.NotNegative, faults);
            int first = specs.First(layer => layer.Head == last.Head).Index;
            heads.Add(new HeadSpec(last.Head, first, last.Index, offset, last.AnswerWidth, loss, weight));
            offset += last.AnswerWidth;
        }

        return [.. heads];
    }

    /// <summary>Says that a residual connection begins at a layer that other outputs share or lead to.</summary>
    public static void AddResidualAcross(LayerSpec layer, AttributeArguments arguments, FaultList faults) =>
        Add(faults, arguments, nameof(LayerAttribute.ResidualSpan), new LayerNumber(layer.Number), $"its residual connection begins before the layers that lead to '{layer.Head}' alone; make ResidualSpan smaller");

    private static void CheckName(AttributeArguments head, AttributeArguments[] heads, bool areSequences, FaultList faults)
    {
        string name = NameOf(head);
        IEnumerable<string> others = heads.TakeWhile(other => !other.AreOf(head)).Select(NameOf);
        if (PartNames.ReasonAgainst(name, others, areSequences) is { } reason) Add(faults, head, "name", "Output", reason);
    }

    // Where an output, or the layer behind it, does not stand as it must, and why; null where both do.
    private static (string Place, string Reason)? OfOutput(AttributeArguments[] layers, int index)
    {
        AttributeArguments output = layers[index];
        if (output.Has(nameof(LayerAttribute.Head))) return (nameof(LayerAttribute.Head), "an output has a name, and Head is for the layers above it; remove Head");
        if (output.Repeat != 1) return (nameof(LayerAttribute.Repeat), "an output is one layer; remove Repeat");
        return index + 1 == layers.Length || NameOf(layers[index + 1]).Length > 0
            ? null
            : ("name", $"layer {index + 2} behind it leads to no output; write all layers that outputs share above those of the first output, and say Head where a layer leads to one alone");
    }

    private static (string Place, string Reason)? OfLayer(AttributeArguments[] layers, int index, AttributeArguments[] heads)
    {
        string name = NameOf(layers[index]);
        if (name.Length == 0) return null;
        if (!heads.Any(head => NameOf(head) == name)) return (nameof(LayerAttribute.Head), $"no output is called '{name}'; write [Output(\"{name}\", ...)] below it, or remove Head");
        return index + 1 < layers.Length && NameOf(layers[index + 1]) == name
            ? null
            : (nameof(LayerAttribute.Head), $"its Head is '{name}', but what stands below it is not of that output; write the layers of an output directly above its [Output] attribute");
    }

    private static void Add(FaultList faults, AttributeArguments arguments, string place, object whose, string reason) =>
        faults.Add(FaultKind.UnfitHead, arguments.LocationOf(place), whose, reason);
}
