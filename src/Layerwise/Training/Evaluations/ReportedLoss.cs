using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The mean loss of outputs, as training minimizes it: of scaled outputs and targets, where a network scales them.</summary>
internal static class ReportedLoss
{
    /// <summary>Of outputs in the unit of the targets. Allocates nothing after a thread's first call.</summary>
    public static float Of<TNetwork>(TNetwork network, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.TargetScaling == TargetScaling.None) return Of<TNetwork>(outputs, targets, lengths);
        ReadOnlySpan<float> scales = NetworkScaling.TargetsOf(network);
        AlignedBuffer scratch = Scratch.Rent(outputs.Length + targets.Length);
        Span<float> scaled = scratch.Span[..outputs.Length], expected = scratch.Span.Slice(outputs.Length, targets.Length);
        outputs.CopyTo(scaled);
        targets.CopyTo(expected);
        Scales.Apply(scaled, scales);
        Scales.Apply(expected, scales);
        float loss = Of<TNetwork>(scaled, expected, lengths);
        Scratch.Return(scratch);
        return loss;
    }

    /// <summary>That of each output of the network, without its weight.</summary>
    public static void Of<TNetwork>(TNetwork network, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, Span<float> losses)
        where TNetwork : class, INetwork<TNetwork>
    {
        // Only a network with one output scales its targets.
        if (HeadsOf<TNetwork>.AreSeveral) TNetwork.ComputeLosses(outputs, targets, lengths, losses);
        else losses[0] = Of(network, outputs, targets, lengths);
    }

    private static float Of<TNetwork>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths)
        where TNetwork : class, INetwork<TNetwork> =>
        lengths.IsEmpty ? TNetwork.ComputeLoss(outputs, targets) : TNetwork.ComputeLoss(outputs, targets, lengths);
}
