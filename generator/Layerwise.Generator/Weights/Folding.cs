using System.Collections.Immutable;
using Layerwise.Chains;
using Layerwise.Generator.Model;
using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise.Generator.Weights;

/// <summary>Makes batch normalization part of the linear map before it, where there is one, and scaling part of the layers at both ends, and drops dropout.</summary>
internal static class Folding
{
    /// <summary>The network without what only training needs.</summary>
    public static NetworkSpec Plain(NetworkSpec network)
    {
        ImmutableArray<LayerSpec>.Builder layers = ImmutableArray.CreateBuilder<LayerSpec>(network.Layers.Count);
        int offset = 0;
        int statistics = 0;
        foreach (LayerSpec layer in network.Layers)
        {
            // An activation parts what comes before it from the map behind.
            bool isFolded = layer.BatchNormalization && layer.NormalizesSums;
            LayerSpec plain = layer with
            {
                HasBias = layer.HasBias || isFolded,
                BatchNormalization = layer.BatchNormalization && !isFolded,
                Dropout = 0,
                ParametersOffset = offset,
                StatisticsOffset = statistics,
            };
            layers.Add(plain);
            offset += plain.ParameterCount;
            statistics += plain.StatisticsCount;
        }

        return network with
        {
            Layers = new EquatableArray<LayerSpec>(layers.MoveToImmutable()),
            InputScaling = InputScaling.None,
            TargetScaling = TargetScaling.None,
        };
    }

    /// <summary>The parameters of the plain network, and behind them the running statistics that it still has.</summary>
    public static float[] Parameters(FrozenNetwork frozen)
    {
        var parameters = new float[frozen.NumberCount];
        if (frozen.Network.IsDeclaredByFile)
        {
            ChainParameters.Copy(frozen.File.Layers(frozen.Network).Layers, parameters);
            return parameters;
        }

        for (int l = 0; l < frozen.Network.Layers.Count; l++)
        {
            LayerSpec layer = frozen.Network.Layers[l];
            foreach (TensorSpec tensor in layer.Tensors.List())
            {
                if (frozen.Tensor(l, tensor.Role) is { } entry) frozen.File.Values(entry).CopyTo(parameters, frozen.PlaceOf(layer, tensor.Role));
            }

            if (!frozen.IsFolded(l)) continue;
            FoldedNormalization.Fold(
                parameters.AsSpan(layer.OffsetOf(TensorRole.Weights), layer.WeightCount),
                parameters.AsSpan(layer.OffsetOf(TensorRole.Biases), (int)layer.Tensors.Length(TensorRole.Biases)),
                frozen.Values(l, TensorRole.Gamma),
                frozen.Values(l, TensorRole.Beta),
                frozen.Values(l, TensorRole.RunningMeans),
                frozen.Values(l, TensorRole.RunningVariances),
                layer.NormalizationEpsilon);
        }

        FoldScaling(frozen, parameters);
        return parameters;
    }

    private static void FoldScaling(FrozenNetwork frozen, float[] parameters)
    {
        Span<float> Numbers(LayerSpec layer, TensorRole role) => parameters.AsSpan(frozen.PlaceOf(layer, role), (int)layer.Tensors.Length(role));
        LayerSpec first = frozen.Network.First, last = frozen.Network.Last;
        if (frozen.Declared.ScalesInputs)
        {
            FoldedScaling.Inputs(
                Numbers(first, TensorRole.Weights), Numbers(first, TensorRole.Biases), frozen.ScalingValues(0), frozen.ScalingValues(1));
        }

        if (frozen.Declared.ScalesTargets)
        {
            int targets = frozen.Declared.ScalesInputs ? 2 : 0;
            FoldedScaling.Targets(
                Numbers(last, TensorRole.Weights), Numbers(last, TensorRole.Biases), frozen.ScalingValues(targets), frozen.ScalingValues(targets + 1));
        }
    }
}
