using System.Runtime.CompilerServices;
using Layerwise.Tensors;

namespace Layerwise;

/// <summary>What looks at batches have seen of one layer. Allocated once; looking allocates nothing.</summary>
internal sealed class LayerLook
{
    private readonly LayerInfo _info;
    private readonly int _layer;
    private readonly UnitLoop _loop;
    private readonly bool _canSaturate;

    // [3, units] of the present batch: least, largest, and how often beyond the bounds. Counts go on over batches.
    private readonly float[] _units;
    private readonly bool[] _isDead;
    private double _squares;
    private long _values;
    private double _gradient;
    private double? _updateRatio;

    public LayerLook(LayerInfo info, int layer)
    {
        _info = info;
        _layer = layer;
        _units = new float[3 * info.OutputSize];
        _isDead = new bool[info.OutputSize];
        _canSaturate = Measurement.SaturationBounds(info) is not null;
        (float low, float high) = Measurement.SaturationBounds(info) ?? (float.NegativeInfinity, float.PositiveInfinity);
        _loop = new UnitLoop(low, high);
        Clear();
    }

    public void Clear()
    {
        _units.AsSpan().Clear();
        _isDead.AsSpan().Fill(Measurement.CanDie(_info));
        (_squares, _values, _gradient, _updateRatio) = (0, 0, 0, null);
    }

    public void BeginBatch()
    {
        int width = _info.OutputSize;
        _units.AsSpan(0, width).Fill(float.PositiveInfinity);
        _units.AsSpan(width, width).Fill(float.NegativeInfinity);
    }

    /// <summary>Some samples of the batch.</summary>
    public void Add(ReadOnlySpan<float> activations)
    {
        _loop.Add(activations, _units);
        _squares += Power.Of(activations);
        _values += activations.Length;
    }

    /// <summary>After all of them: a unit is dead that gives the same output for every sample of every batch, and never has a gradient.</summary>
    /// <param name="gradients">Of all parameters.</param>
    /// <param name="isLast">Whether this batch completes a report: its gradients are those that the report has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndBatch(ReadOnlySpan<float> gradients, bool isLast)
    {
        int width = _info.OutputSize;
        for (int unit = 0; unit < width; unit++)
        {
            if (_isDead[unit]) _isDead[unit] = _units[unit].Equals(_units[width + unit]) && HasNoGradient(unit, gradients);
        }

        if (isLast) _gradient = Math.Sqrt(Power.Of(Own(gradients)) / _info.ParameterCount);
    }

    /// <summary>How far a step went.</summary>
    public void Compare(Span<float> before, ReadOnlySpan<float> after)
    {
        Span<float> own = before.Slice(_info.WeightsOffset, _info.ParameterCount);
        double size = Power.Of(own);
        _updateRatio = size > 0 ? Math.Sqrt(Power.OfDifference(Own(after), own) / size) : null;
    }

    /// <summary>The numbers of all batches since it was cleared.</summary>
    /// <param name="samples">How many samples they had.</param>
    public LayerHealth Result(int samples)
    {
        double saturated = 0, dead = 0;
        foreach (float count in _units.AsSpan(2 * _info.OutputSize)) saturated += _canSaturate && Measurement.IsSaturated(count, samples) ? 1 : 0;
        foreach (bool isDead in _isDead) dead += isDead ? 1 : 0;
        return new LayerHealth(_layer, _squares / _values, dead / _isDead.Length, saturated / _isDead.Length, _gradient, _updateRatio);
    }

    // A unit whose bias has none has no weight with one, but for a sum of derivatives that is 0 by chance; and its weights lie far apart.
    private bool HasNoGradient(int unit, ReadOnlySpan<float> gradients) =>
        _info.BiasCount > 0 ? gradients[_info.BiasesOffset + unit] == 0 : Measurement.HasNoGradient(_info, unit, gradients);

    private ReadOnlySpan<float> Own(ReadOnlySpan<float> parameters) => parameters.Slice(_info.WeightsOffset, _info.ParameterCount);
}
