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
            switch (layer.Kind)
            {
                case LayerKind.Pooling:
                    // Behind the mean over all positions stands an nn.Flatten.
                    next += layer.Window?.IsGlobal == true ? 2 : 1;
                    break;
                case LayerKind.Dense or LayerKind.Convolution:
                    if (layer.Kind == LayerKind.Dense && LayerInputs.Shape<TNetwork>(l).Count > 1) next++;
                    modules.Count(l, layer, ref next);
                    break;
                default:
                    throw new NotSupportedException($"Layer {l + 1} is of kind {layer.Kind}; dense layers, convolutions and pooling are modules of nn.Sequential here. TensorNaming.PyTorch takes the names of others.");
            }
        }

        return modules;
    }

    private void Count(int index, LayerInfo layer, ref int next)
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
    }

    private static int Next(bool isModule, ref int next) => isModule ? next++ : next;
}
