using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Calls;

/// <summary>What a call into the library does.</summary>
internal enum CallKind
{
    /// <summary><c>network.Forward(inputs, outputs)</c>, or <c>network.Forward(inputs, outputs, state)</c>.</summary>
    Inference,

    /// <summary><c>network.Forward(inputs, workspace)</c>.</summary>
    TrainingPass,

    /// <summary><c>network.Backward(outputGradients, workspace, gradients, inputGradients)</c>, also with gradients for each of several outputs.</summary>
    Backward,

    /// <summary><c>network.ComputeGradients(inputs, targets or labels, workspace, gradients)</c>, also with targets or labels for each of several outputs.</summary>
    ComputeGradients,

    /// <summary><c>Network.ComputeLoss(outputs, targets)</c>.</summary>
    ComputeLoss,

    /// <summary><c>trainer.Step(inputs, targets)</c>.</summary>
    TrainerStep,

    /// <summary><c>optimizer.Step(parameters, gradients, state, step, rateFactor)</c>.</summary>
    OptimizerStep,

    /// <summary><c>Dataset.WithLabels(inputs, inputSize, labels, classCount)</c>.</summary>
    WithLabels,
}

/// <summary>A call of a network, a trainer, an optimizer or a data set.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Invocation">The call.</param>
/// <param name="Network">The network's class, or a type parameter in its place; null where there is none.</param>
internal sealed record LayerwiseCall(CallKind Kind, IInvocationOperation Invocation, ITypeSymbol? Network)
{
    /// <summary>What a call is; null for any other call. The name is looked at first: most calls of a program end there.</summary>
    public static LayerwiseCall? Of(IInvocationOperation invocation, LayerwiseTypes types)
    {
        IMethodSymbol method = invocation.TargetMethod;
        CallKind? kind = method.Name switch
        {
            "Forward" when method.Parameters.Length == 2 => method.Parameters[1].Name == "workspace" ? CallKind.TrainingPass : CallKind.Inference,
            "Forward" when method.Parameters.Length == 3 && method.Parameters[2].Name == "state" => CallKind.Inference,
            "Backward" when EndsIn(method, "workspace", "gradients", "inputGradients") => CallKind.Backward,
            "ComputeGradients" when EndsIn(method, "workspace", "gradients") => CallKind.ComputeGradients,
            "ComputeLoss" when method.Parameters.Length == 2 => CallKind.ComputeLoss,
            "Step" when method.Parameters.Length == 2 => CallKind.TrainerStep,
            "Step" when method.Parameters.Length == 5 => CallKind.OptimizerStep,
            "WithLabels" when method.Parameters.Length == 4 => CallKind.WithLabels,
            _ => null,
        };
        if (kind is not { } known) return null;

        // A user's own overload of these names may take arrays; what the generator writes takes spans.
        if (known != CallKind.WithLabels && !IsSpan(method.Parameters[0].Type)) return null;
        INamedTypeSymbol type = method.ContainingType;
        return known switch
        {
            CallKind.WithLabels => LayerwiseTypes.Is(type, types.Dataset) ? new(known, invocation, null) : null,
            CallKind.OptimizerStep => types.IsOptimizer(type) ? new(known, invocation, null) : null,
            CallKind.TrainerStep => LayerwiseTypes.Is(type, types.Trainer) ? new(known, invocation, type.TypeArguments[0]) : null,
            _ => types.IsNetwork(type) ? new(known, invocation, LayerwiseTypes.Is(type, types.Network) ? type.TypeArguments[0] : type) : null,
        };
    }

    /// <summary>Sizes of the network; unknown where it is a type parameter or none.</summary>
    public NetworkSizes Sizes { get; } = Network is null ? NetworkSizes.Unknown : NetworkSizes.Of(Network);

    /// <summary>How messages call it.</summary>
    public string Name => $"{Invocation.TargetMethod.ContainingType.Name}.{Invocation.TargetMethod.Name}";

    /// <summary>The argument of a parameter, or null.</summary>
    public IArgumentOperation? Argument(string parameter) =>
        Invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter);

    /// <summary>The arguments that are for one of several outputs, with what they are (Targets, Labels or Gradients) and how many numbers that output has.</summary>
    public IEnumerable<(IArgumentOperation Argument, string What, int Size)> OfHeads()
    {
        foreach (IArgumentOperation argument in Invocation.Arguments)
        {
            string name = argument.Parameter?.Name ?? "";
            string what = HeadArguments.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal)) ?? "";
            if (what.Length == 0 || Network is null || name is "inputGradients" or "outputGradients") continue;
            if (NetworkSizes.OfHead(Network, name.Substring(0, name.Length - what.Length)) is { } size) yield return (argument, what, size);
        }
    }

    // At the end of their names, as the generator calls them.
    private static readonly string[] HeadArguments = ["Targets", "Labels", "Gradients"];

    private static bool EndsIn(IMethodSymbol method, params string[] parameters) =>
        method.Parameters.Length > parameters.Length
        && method.Parameters.Skip(method.Parameters.Length - parameters.Length).Select(static parameter => parameter.Name).SequenceEqual(parameters, StringComparer.Ordinal);

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
