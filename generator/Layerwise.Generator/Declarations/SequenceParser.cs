using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads what a network that goes step by step says of its sequences, and says what doesn't go with them.</summary>
internal static class SequenceParser
{
    // As many as anything else has positions.
    private const int MostSteps = 1 << 20;

    private const string Warmup = nameof(NetworkAttribute.WarmupSteps);
    private const string NoSteps = "0, because the network has no recurrent layers and no Streaming";

    private static readonly bool DefaultStreaming = new NetworkAttribute().Streaming;

    /// <summary>Whether positions are steps: a recurrent layer goes over them, or the network says so.</summary>
    public static bool AreSequences(AttributeArguments[] layers, AttributeArguments? options) => Streams(options) || layers.Any(static layer => LayerKinds.Of(layer).IsRecurrent);

    /// <summary>The inputs, where they are sequences; otherwise null and a fault.</summary>
    public static Shape? InputsOf(AttributeArguments first, AttributeArguments? options, Shape? inputs, FaultList faults)
    {
        if (inputs is { Dimensions.Count: 2 }) return inputs;
        string who = Streams(options) ? "a network that goes step by step" : "a recurrent layer";
        string what = inputs is { } shape ? $"they are {shape}" : "nothing says how many steps of them training sees at a time";
        faults.Add(FaultKind.UnfitInputs, first.Location, "Inputs", $"{who} takes sequences, and {what}; write [Input(steps, inputs)] above the layers");
        return null;
    }

    /// <summary>A number of steps that [Network] says; 0 where it doesn't.</summary>
    public static int StepsOf(AttributeArguments? options, string name, FaultList faults)
    {
        if (options is not { } network) return 0;
        int steps = network.Named(name, 0);
        if (steps is < 0 or > MostSteps) AddOption(network, name, steps, $"from 0 to {Literal.Of(MostSteps)}", faults);
        return steps;
    }

    /// <summary>Checks what the layers are together.</summary>
    public static void Check(NetworkSpec network, AttributeArguments[] layers, AttributeArguments? options, FaultList faults)
    {
        if (options is { } given && network.WarmupSteps > 0)
        {
            if (!network.IsRecurrent) AddOption(given, Warmup, network.WarmupSteps, NoSteps, faults);
            else if (!network.AnswersEachStep) AddOption(given, Warmup, network.WarmupSteps, "0, because only the last step is compared with targets", faults);
            else if (network.WarmupSteps >= network.Steps) AddOption(given, Warmup, network.WarmupSteps, $"less than {Literal.Of(network.Steps)}, the steps of a sequence", faults);
        }

        if (!network.IsRecurrent)
        {
            const string Reason = "false, because no layer remembers: there is neither a recurrent one nor a causal [Conv1D] over several steps";
            if (options is { } said && network.Memory > 0) AddOption(said, nameof(NetworkAttribute.Memory), network.Memory, NoSteps, faults);
            if (options is { } streaming && Streams(options)) AddOption(streaming, nameof(NetworkAttribute.Streaming), "true", Reason, faults);
            return;
        }

        foreach (LayerSpec layer in network.Layers)
        {
            AttributeArguments arguments = layers[layer.Index];
            if (ReasonAgainst(layer) is (string option, string reason)) faults.Add(FaultKind.UnfitShape, arguments.LocationOf(option), new LayerNumber(layer.Number), reason);
        }
    }

    private static (string Option, string Reason)? ReasonAgainst(LayerSpec layer) => layer switch
    {
        _ when LayerKinds.Of(layer).MixesSteps => ("", $"the network goes step by step, and a {layer.Kind.ToString().ToLowerInvariant()} layer mixes steps; where one answer to a sequence is wanted, let a recurrent layer with LastStepOnly = true give it"),
        { BatchNormalization: true } => (nameof(LayerAttribute.BatchNormalization), "the network goes step by step, and its steps are no samples of a batch; write LayerNormalization = true"),
        { NormalizedGroups: > 0 } => (nameof(ConvolutionAttribute.GroupNormalization), "the network goes step by step, and groups are normalized over all steps; write LayerNormalization = true"),
        _ => null,
    };

    private static bool Streams(AttributeArguments? options) => options is { } network && network.Named(nameof(NetworkAttribute.Streaming), DefaultStreaming);

    private static void AddOption(AttributeArguments options, string name, object value, string range, FaultList faults) =>
        faults.Add(FaultKind.OptionOutOfRange, options.LocationOf(name), "Network", name, value, range);
}
