using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>Which parameters a trainer's steps move by which rule, and what they limit afterwards.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class UpdateGroups<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly (int First, int Count)[] _frozen;
    private readonly (int First, int Count, int Units, float Limit)[] _limited;
    private readonly float[] _norms;

    /// <summary>The groups of a trainer.</summary>
    /// <exception cref="ArgumentException">A layer is tuned that does not exist, or twice, or with an optimizer that knows nothing of layers.</exception>
    public UpdateGroups(IOptimizer optimizer, TrainerOptions options)
    {
        Check(optimizer, options);
        var layers = new LayerTuning[TNetwork.Layers.Length];
        for (int l = 0; l < layers.Length; l++) layers[l] = new LayerTuning(l);
        foreach (LayerTuning tuning in options.Layers) layers[tuning.Layer] = tuning;
        All = optimizer is IElementwiseOptimizer elementwise ? Of(elementwise, layers, options.DecaysAllParameters) : [];

        // Loops, and not LINQ: a program that trains waits for the JIT, which compiles each of its methods anew for structs.
        LayerTuning[] frozen = Array.FindAll(layers, static tuning => !tuning.IsTrainable);
        _frozen = new (int, int)[frozen.Length];
        for (int i = 0; i < frozen.Length; i++) _frozen[i] = PlaceOf(TNetwork.Layers[frozen[i].Layer]);
        LayerTuning[] limited = Array.FindAll(layers, static tuning => tuning is { IsTrainable: true, MaxNorm: not null });
        _limited = new (int, int, int, float)[limited.Length];
        int units = 0;
        for (int i = 0; i < limited.Length; i++)
        {
            _limited[i] = LimitOf(TNetwork.Layers[limited[i].Layer], limited[i]);
            units = Math.Max(units, _limited[i].Units);
        }

        _norms = new float[units];
    }

    /// <summary>In the order of the parameters, frozen ones left out; none for an optimizer of one's own, which moves all of them.</summary>
    public UpdateGroup[] All { get; }

    /// <summary>Takes the gradients of frozen layers away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ClearFrozen(Span<float> gradients)
    {
        foreach ((int first, int count) in _frozen) gradients.Slice(first, count).Clear();
    }

    /// <summary>Moves a copy of the parameters as the next step would.</summary>
    public void Move(IOptimizer optimizer, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor)
    {
        if (All.Length == 0 && optimizer is not IElementwiseOptimizer) optimizer.Step(parameters, gradients, state, step, rateFactor);
        foreach (UpdateGroup group in All)
        {
            group.Optimizer.Step(new UpdateSlice(parameters, gradients, state, step, group.First, group.Count), rateFactor * group.RateFactor);
        }

        Limit(parameters);
    }

    /// <summary>Shortens what is longer than it may be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Limit(Span<float> parameters)
    {
        foreach ((int first, int count, int units, float limit) in _limited)
        {
            Widest.Run(new MaxNormLoop(units, limit), parameters.Slice(first, count), default, _norms.AsSpan(0, units));
        }
    }

    private static (int First, int Count) PlaceOf(LayerInfo layer) => (layer.WeightsOffset, layer.ParameterCount);

    // Of a convolution the units are its filters, each with a column of weights too.
    private static (int First, int Count, int Units, float Limit) LimitOf(LayerInfo layer, LayerTuning tuning) =>
        (layer.WeightsOffset, layer.WeightCount, layer.WeightCount / layer.FanIn, (float)tuning.MaxNorm!.Value);

    private static void Check(IOptimizer optimizer, TrainerOptions options)
    {
        var known = new HashSet<int>();
        foreach (LayerTuning tuning in options.Layers)
        {
            if ((uint)tuning.Layer >= (uint)TNetwork.Layers.Length)
            {
                string there = $"{typeof(TNetwork).Name} has the layers 0 to {TNetwork.Layers.Length - 1}";
                throw new ArgumentException($"{nameof(TrainerOptions.Layers)} names layer {tuning.Layer}; {there}.", nameof(options));
            }

            if (!known.Add(tuning.Layer))
            {
                throw new ArgumentException($"{nameof(TrainerOptions.Layers)} names layer {tuning.Layer} twice; say all that there is to say of it once.", nameof(options));
            }

            if (tuning.MaxNorm is not null && !TNetwork.Layers[tuning.Layer].Kind.HasUnitColumns())
            {
                string kind = $"Layer {tuning.Layer} is of kind {TNetwork.Layers[tuning.Layer].Kind}";
                throw new ArgumentException($"{kind}; {nameof(LayerTuning.MaxNorm)} is for dense layers and convolutions.", nameof(options));
            }
        }

        if (options.Layers.Count(static tuning => !tuning.IsTrainable) == TNetwork.Layers.Length)
        {
            throw new ArgumentException($"All layers are frozen by {nameof(TrainerOptions.Layers)}; there is nothing left to train.", nameof(options));
        }

        if (known.Count > 0 && optimizer is not IElementwiseOptimizer)
        {
            throw new ArgumentException(
                $"{optimizer.GetType().Name} moves all parameters in one call and knows nothing of {nameof(TrainerOptions.Layers)}; use an optimizer of the library.",
                nameof(options));
        }
    }

    private static UpdateGroup[] Of(IElementwiseOptimizer optimizer, LayerTuning[] layers, bool decaysAll)
    {
        var groups = new List<UpdateGroup>();
        foreach (LayerTuning tuning in layers)
        {
            if (!tuning.IsTrainable) continue;
            IElementwiseOptimizer weights = optimizer.WithWeightDecay(tuning.WeightDecay ?? optimizer.WeightDecay);
            IElementwiseOptimizer others = decaysAll ? weights : optimizer.WithWeightDecay(0);
            IReadOnlyList<TensorInfo> tensors = TNetwork.Layers[tuning.Layer].Tensors;
            for (int t = 0; t < tensors.Count; t++)
            {
                TensorInfo tensor = tensors[t];
                if (tensor.Storage != TensorStorage.Parameters) continue;
                bool isOfWeights = tensor.Role is TensorRole.Weights or TensorRole.Projection or TensorRole.RecurrentWeights;
                var next = new UpdateGroup(tensor.Offset, tensor.Length, isOfWeights ? weights : others, tuning.RateFactor);
                if (groups.Count > 0 && groups[^1].IsLike(next)) groups[^1] = groups[^1] with { Count = groups[^1].Count + next.Count };
                else groups.Add(next);
            }
        }

        return [.. groups];
    }
}
