using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Declarations;

/// <summary>Reads from [Network] how inputs and targets are scaled, and checks that the layers at both ends can take the scaling when the network is frozen or exported.</summary>
internal static class ScalingParser
{
    /// <summary>How the inputs are scaled.</summary>
    public static InputScaling Inputs(AttributeArguments? options, FaultList faults) =>
        Kind<InputScaling>(options, nameof(NetworkAttribute.Inputs), faults);

    /// <summary>How the targets are scaled.</summary>
    public static TargetScaling Targets(AttributeArguments? options, FaultList faults) =>
        Kind<TargetScaling>(options, nameof(NetworkAttribute.Targets), faults);

    /// <summary>Checks both against the layers.</summary>
    public static void Check(NetworkSpec network, AttributeArguments? options, FaultList faults)
    {
        if (options is not { } arguments) return;
        if (network.ScalesInputs && ReasonAgainstInputs(network) is { } input)
        {
            faults.Add(FaultKind.UnfitScaling, arguments.LocationOf(nameof(NetworkAttribute.Inputs)), nameof(NetworkAttribute.Inputs), network.InputScaling.ToString(), input);
        }

        if (network.ScalesTargets && ReasonAgainstTargets(network) is { } target)
        {
            faults.Add(FaultKind.UnfitScaling, arguments.LocationOf(nameof(NetworkAttribute.Targets)), nameof(NetworkAttribute.Targets), network.TargetScaling.ToString(), target);
        }

        if (network.InputScaling == InputScaling.Standardize && arguments.Has(nameof(NetworkAttribute.InputPower)) && network.InputPower != 1)
        {
            faults.Add(
                FaultKind.UnfitScaling,
                arguments.LocationOf(nameof(NetworkAttribute.InputPower)),
                nameof(NetworkAttribute.Inputs),
                network.InputScaling.ToString(),
                "standardized inputs have a mean square of 1; remove InputPower");
        }
    }

    private static string? ReasonAgainstInputs(NetworkSpec network)
    {
        LayerSpec first = network.First;
        return network.StartsResidual(first) ? "a residual connection adds the inputs to what a later layer makes; let a layer come before it"
            : !TakesWhole(network, first) ? "the first layer is not fully connected; scale the inputs with Scaling.Apply"
            : first.ActivatesInputs ? "the first layer activates its inputs before it multiplies them; give it another Order"
            : !first.HasBias && !(first.BatchNormalization && first.NormalizesSums) ? "the first layer has no biases to take the shift; remove Bias = false"
            : null;
    }

    private static string? ReasonAgainstTargets(NetworkSpec network)
    {
        if (network.HasSeveralHeads) return "the network has several outputs; scale their targets with Scaling.Apply";
        LayerSpec last = network.Last;
        LossSpec loss = network.Heads[0].Loss;
        return !loss.Traits.IsRegression ? $"{loss.Kind} is no loss of numbers; remove Targets"
            : last.ResidualSpan > 0 ? "the last layer has a residual connection; let a layer come behind it"
            : !last.OutputTraits.IsLinear ? $"the last layer ends in {last.ActivationName}; write Activation.Identity"
            : !last.ActivatesInputs && (last.BatchNormalization || last.NormalizesSamples) ? "the last layer normalizes its outputs; let it not"
            : !TakesWhole(network, last) || last.Recurrence is not null ? "the last layer is not fully connected; let a [Layer] come behind it"
            : !last.HasBias ? "the last layer has no biases to take the shift; remove Bias = false"
            : null;
    }

    // All of a sample, or all of a step: then the numbers to scale by become part of weights and biases.
    private static bool TakesWhole(NetworkSpec network, LayerSpec layer) =>
        network.IsRecurrent ? layer.Kind == LayerKind.Dense || layer.Recurrence is not null : layer.IsFullyConnected;

    private static TKind Kind<TKind>(AttributeArguments? options, string option, FaultList faults)
        where TKind : struct, Enum
    {
        if (options is not { } arguments) return default;
        int value = arguments.Named(option, 0);
        EnumMember.Check<TKind>(value, arguments.LocationOf(option), "Network", faults);
        return (TKind)Enum.ToObject(typeof(TKind), value);
    }
}
