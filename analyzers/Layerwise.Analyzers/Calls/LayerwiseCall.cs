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

    /// <summary><c>network.Backward(outputGradients, workspace, gradients, inputGradients)</c>.</summary>
    Backward,

    /// <summary><c>network.ComputeGradients(inputs, targets or labels, workspace, gradients)</c>.</summary>
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
            "Backward" when method.Parameters.Length == 4 => CallKind.Backward,
            "ComputeGradients" when method.Parameters.Length == 4 => CallKind.ComputeGradients,
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

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
