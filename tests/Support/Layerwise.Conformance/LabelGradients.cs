using System.Reflection;

namespace Layerwise.Conformance;

/// <summary>
/// <c>ComputeGradients</c> with class labels, which only networks with cross-entropy have: no interface shows it, so it is bound
/// by its signature.
/// </summary>
internal delegate float LabelGradients<TNetwork>(
    ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Workspace<TNetwork> workspace, Span<float> gradients)
    where TNetwork : class, INetwork<TNetwork>;

/// <summary>Finds <see cref="LabelGradients{TNetwork}"/>.</summary>
internal static class LabelOverload
{
    public static LabelGradients<TNetwork>? Of<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> =>
        typeof(TNetwork)
            .GetMethod(
                nameof(network.ComputeGradients),
                BindingFlags.Public | BindingFlags.Instance,
                [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<int>), typeof(Workspace<TNetwork>), typeof(Span<float>)])?
            .CreateDelegate<LabelGradients<TNetwork>>(network);
}
