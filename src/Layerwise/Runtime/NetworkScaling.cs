using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Layerwise.Tensors;

namespace Layerwise.Runtime;

/// <summary>For generated code: the scaling that a network has as its state.</summary>
public static class NetworkScaling
{
    /// <summary>Fits it to training data.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network, which scales by it from now on.</param>
    /// <param name="training">The samples to learn from.</param>
    /// <returns>The scaling, with what was found.</returns>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or have labels where targets are scaled.</exception>
    /// <exception cref="InvalidOperationException">It scales by constants that were not given.</exception>
    public static Scaling Fit<TNetwork>(TNetwork network, Dataset training)
        where TNetwork : class, INetwork<TNetwork>
    {
        Trainer<TNetwork>.Check(training, nameof(training));
        Scaling? present = Get(network);
        bool givesInputs = TNetwork.InputScaling == InputScaling.Constants, givesTargets = TNetwork.TargetScaling == TargetScaling.Constants;
        if (present is null && (givesInputs || givesTargets))
        {
            throw new InvalidOperationException($"{typeof(TNetwork).Name} scales by constants, which are not fitted: set its Scaling first.");
        }

        InputScaling inputs = givesInputs ? InputScaling.None : TNetwork.InputScaling;
        TargetScaling targets = givesTargets ? TargetScaling.None : TNetwork.TargetScaling;
        var fitted = Scaling.FitSteps(training, inputs, targets, inputSteps: Math.Max(1, TNetwork.Steps), targetSteps: TNetwork.AnsweredSteps);
        var scaling = Scaling.With(
            [.. givesInputs ? present!.Inputs : fitted.Inputs], [.. givesTargets ? present!.Targets : fitted.Targets], [.. fitted.Findings]);
        Set(network, scaling);
        return scaling;
    }

    /// <summary>The present scaling; null if it is not known yet.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    public static Scaling? Get<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!IsKnown(network)) return null;
        return new Scaling(Columns(InputsOf(network)), Columns(TargetsOf(network)));
    }

    /// <summary>Gives it a scaling.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network, which scales by it from now on.</param>
    /// <param name="scaling">One number pair for each input that it scales, and for each target.</param>
    /// <exception cref="ArgumentException">It is for other inputs or targets than the network scales.</exception>
    public static void Set<TNetwork>(TNetwork network, Scaling? scaling)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scaling);
        RequireCount<TNetwork>("inputs", scaling.Inputs.Count, InputCount<TNetwork>(), nameof(scaling));
        RequireCount<TNetwork>("targets", scaling.Targets.Count, TargetCount<TNetwork>(), nameof(scaling));
        float[] numbers = [.. Scaling.Numbers(scaling.Inputs), .. Scaling.Numbers(scaling.Targets)];
        numbers.CopyTo(network.ScalingNumbers);
    }

    /// <summary>Checks that a network knows what it scales by.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="firstScale">The first of its scales.</param>
    /// <exception cref="InvalidOperationException">It is 0: nobody has said yet.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require<TNetwork>(float firstScale)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (firstScale == 0) ThrowUnknown(typeof(TNetwork).Name);
    }

    /// <summary>Makes a network take inputs, and give outputs, as its parameters do: those of a file that has the scaling in its weights, or none.</summary>
    internal static void SetNone<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (network.ScalingNumbers.IsEmpty) return;
        InputsOf(network).Clear();
        TargetsOf(network).Clear();
        InputsOf(network)[InputCount<TNetwork>()..].Fill(1);
        TargetsOf(network)[TargetCount<TNetwork>()..].Fill(1);
    }

    /// <summary>Whether it has none, or knows it.</summary>
    internal static bool IsKnown<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ReadOnlySpan<float> numbers = network.ScalingNumbers;
        return numbers.IsEmpty || numbers[^1] != 0;
    }

    /// <summary>What inputs are scaled by: centers, and behind them scales; empty where they are not.</summary>
    internal static Span<float> InputsOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.ScalingNumbers[..(2 * InputCount<TNetwork>())];

    /// <summary>The same of targets.</summary>
    internal static Span<float> TargetsOf<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.ScalingNumbers[(2 * InputCount<TNetwork>())..];

    /// <summary>Its numbers as tensors of a file.</summary>
    internal static IEnumerable<(string Name, int Offset, int Length)> Tensors<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => ScalingTensors.List(InputCount<TNetwork>(), TargetCount<TNetwork>());

    private static int InputCount<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => TNetwork.InputScaling == InputScaling.None ? 0 : TNetwork.InputSize / Math.Max(1, TNetwork.Steps);

    private static int TargetCount<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => TNetwork.TargetScaling == TargetScaling.None ? 0 : TNetwork.OutputSize / TNetwork.AnsweredSteps;

    private static ColumnScale[] Columns(ReadOnlySpan<float> numbers)
    {
        var columns = new ColumnScale[numbers.Length / 2];
        for (int i = 0; i < columns.Length; i++) columns[i] = new ColumnScale(numbers[i], numbers[columns.Length + i]);
        return columns;
    }

    private static void RequireCount<TNetwork>(string what, int found, int expected, string parameter)
    {
        if (found == expected) return;
        string network = expected == 0 ? $"{typeof(TNetwork).Name} does not scale its {what}" : $"{typeof(TNetwork).Name} scales {expected} {what}";
        throw new ArgumentException($"{network}, and this scaling is for {found}.", parameter);
    }

    [DoesNotReturn]
    private static void ThrowUnknown(string network) => throw new InvalidOperationException(
        $"{network} scales its inputs or targets, and nobody has said by what: call FitScaling with the training data, set Scaling, or load a file that has it.");
}
