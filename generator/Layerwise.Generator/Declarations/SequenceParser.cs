using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads what a network with recurrent layers says of its sequences, and says what doesn't go with them.</summary>
internal static class SequenceParser
{
    private static readonly int DefaultWarmup = new NetworkAttribute().WarmupSteps;

    /// <summary>Whether positions are steps: a recurrent layer goes over them.</summary>
    public static bool AreSequences(AttributeArguments[] layers) => layers.Any(static layer => LayerKinds.Of(layer).IsRecurrent);

    /// <summary>The inputs, where they are sequences; otherwise null and a fault.</summary>
    public static Shape? InputsOf(AttributeArguments first, Shape? inputs, FaultList faults)
    {
        if (inputs is { Dimensions.Count: 2 }) return inputs;
        string what = inputs is { } shape ? $"they are {shape}" : "nothing says how many steps of them training sees at a time";
        faults.Add(FaultKind.UnfitInputs, first.Location, "Inputs", $"a recurrent layer takes sequences, and {what}; write [Input(steps, inputs)] above the layers");
        return null;
    }

    /// <summary>Steps at the beginning of a sequence that don't count.</summary>
    public static int Warmup(AttributeArguments? options, FaultList faults)
    {
        if (options is not { } network) return DefaultWarmup;
        int warmup = network.Named(nameof(NetworkAttribute.WarmupSteps), DefaultWarmup);
        if (warmup < 0) AddWarmup(network, warmup, "at least 0", faults);
        return warmup;
    }

    /// <summary>Checks what the layers are together.</summary>
    public static void Check(NetworkSpec network, AttributeArguments[] layers, AttributeArguments? options, FaultList faults)
    {
        if (options is { } given && network.WarmupSteps > 0)
        {
            if (!network.IsRecurrent) AddWarmup(given, network.WarmupSteps, "0, because the network has no recurrent layers", faults);
            else if (!network.AnswersEachStep) AddWarmup(given, network.WarmupSteps, "0, because only the last step is compared with targets", faults);
            else if (network.WarmupSteps >= network.Steps) AddWarmup(given, network.WarmupSteps, $"less than {Literal.Of(network.Steps)}, the steps of a sequence", faults);
        }

        if (!network.IsRecurrent) return;
        foreach (LayerSpec layer in network.Layers)
        {
            AttributeArguments arguments = layers[layer.Index];
            if (ReasonAgainst(layer) is (string option, string reason)) faults.Add(FaultKind.UnfitShape, arguments.LocationOf(option), layer.Number, reason);
            else if (HeadParser.IsHead(arguments)) faults.Add(FaultKind.UnfitShape, arguments.Location, layer.Number, "an [Output] beside recurrent layers isn't compiled yet; write a [Layer]");
        }

        if (options is not { } scaling || !network.Scales) return;
        string name = network.ScalesInputs ? nameof(NetworkAttribute.Inputs) : nameof(NetworkAttribute.Targets);
        string kind = network.ScalesInputs ? network.InputScaling.ToString() : network.TargetScaling.ToString();
        faults.Add(FaultKind.UnfitScaling, scaling.LocationOf(name), name, kind, "the network has recurrent layers, which isn't compiled yet; scale the steps with Scaling.Apply");
    }

    private static (string Option, string Reason)? ReasonAgainst(LayerSpec layer) => layer switch
    {
        { Kind: LayerKind.Convolution } => ("channels", "a convolution beside recurrent layers isn't compiled yet; write a [Layer], which goes over each step by itself"),
        { Kind: LayerKind.Pooling } => ("", "a pooling layer beside recurrent layers isn't compiled yet; write LastStepOnly = true on the last recurrent layer, where one answer is wanted"),
        { BatchNormalization: true } => (nameof(LayerAttribute.BatchNormalization), "a batch normalization beside recurrent layers isn't compiled; write LayerNormalization = true"),
        _ => null,
    };

    private static void AddWarmup(AttributeArguments options, int value, string range, FaultList faults) =>
        faults.Add(FaultKind.OptionOutOfRange, options.LocationOf(nameof(NetworkAttribute.WarmupSteps)), "Network", nameof(NetworkAttribute.WarmupSteps), value, range);
}
