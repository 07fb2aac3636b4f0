using Layerwise.Traits;

namespace Layerwise.Runtime;

/// <summary>Which modules of an <c>nn.Sequential</c> the parts of each layer are, counted from 0.</summary>
internal sealed class TorchModules
{
    private TorchModules(int layers)
    {
        Linear = new int[layers];
        Activation = new int[layers];
        Normalization = new int[layers];
    }

    /// <summary>Of each layer, the one with its weights.</summary>
    public int[] Linear { get; }

    /// <summary>The one of its activation.</summary>
    public int[] Activation { get; }

    /// <summary>The one of its normalization.</summary>
    public int[] Normalization { get; }

    /// <summary>Those of a network.</summary>
    /// <exception cref="NotSupportedException">A layer is of a kind for which nothing says which module it is.</exception>
    public static TorchModules Of<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var modules = new TorchModules(TNetwork.Layers.Length);
        int next = 0;
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            next = layer.Kind switch
            {
                // Before weights that take all positions stands an nn.Flatten, and behind the mean over all of them, too.
                LayerKind.Dense => modules.Count(l, layer, LayerInputs.Shape<TNetwork>(l).Count > 1 ? next + 1 : next),
                LayerKind.Convolution => modules.Count(l, layer, next),
                LayerKind.Pooling => next + (layer.Window?.IsGlobal == true ? 2 : 1),
                LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => throw Unnumbered(l, layer),
            };
        }

        return modules;
    }

    private static NotSupportedException Unnumbered(int index, LayerInfo layer) =>
        new($"Layer {index + 1} is of kind {layer.Kind}; dense layers, convolutions and pooling are modules of nn.Sequential here. TensorNaming.PyTorch takes the names of others.");

    // The number of the module behind the layer, from that of its first one.
    private int Count(int index, LayerInfo layer, int next)
    {
        bool activatesInputs = layer.Order == LayerOrder.ActivateLinearAdd;
        bool normalizesLast = layer.Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize;
        bool dropsLast = layer.Order == LayerOrder.LinearActivateNormalize;
        if (!activatesInputs) Linear[index] = next++;
        if (!normalizesLast) Normalization[index] = Next(layer.NormalizedCount > 0, ref next);
        Activation[index] = Next(!ActivationTraits.Of(layer.Activation).IsLinear, ref next);
        if (activatesInputs) Linear[index] = next++;
        if (!dropsLast) Next(layer.Dropout > 0, ref next);
        if (normalizesLast) Normalization[index] = Next(layer.NormalizedCount > 0, ref next);
        if (dropsLast) Next(layer.Dropout > 0, ref next);
        return next;
    }

    private static int Next(bool isModule, ref int next) => isModule ? next++ : next;
}
