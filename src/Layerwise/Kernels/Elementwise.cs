using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Activations as passes over the values of a layer, where no product applies them in registers.</summary>
public static class Elementwise
{
    /// <summary>a = φ(z) of each value.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="preActivations">z [count].</param>
    /// <param name="activations">Receives a [count]; may be <paramref name="preActivations"/>.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TLanes, TPhi>(ref float preActivations, ref float activations, nint count, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TPhi : struct, IPhi
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(TPhi.Value(TLanes.Load(ref preActivations, i), slope), ref activations, i);
        if (i == count) return;
        int rest = (int)(count - i);
        TLanes.Store(TPhi.Value(TLanes.Load(ref preActivations, i, rest, 0f), slope), ref activations, i, rest);
    }

    /// <summary>Adds each value to another one: derivatives that come back from several readers of a value are added up.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[count].</param>
    /// <param name="sums">[count], to which they are added; apart from <paramref name="values"/>.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes>(ref float values, ref float sums, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Load(ref values, i) + TLanes.Load(ref sums, i), ref sums, i);
        if (i == count) return;
        int rest = (int)(count - i);
        TLanes.Store(TLanes.Load(ref values, i, rest, 0f) + TLanes.Load(ref sums, i, rest, 0f), ref sums, i, rest);
    }

    /// <summary>dLoss/dz from dLoss/da of each value, through φ′.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="gradients">dLoss/da [count].</param>
    /// <param name="preActivations">z [count], or a where training keeps no z.</param>
    /// <param name="activations">a [count], or z where φ′ needs nothing else.</param>
    /// <param name="deltas">Receives dLoss/dz [count]; may be <paramref name="gradients"/>.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deltas<TLanes, TPhi>(
        ref float gradients, ref float preActivations, ref float activations, ref float deltas, nint count, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TPhi : struct, IPhi
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes z = TLanes.Load(ref preActivations, i);
            TLanes a = TLanes.Load(ref activations, i);
            TLanes.Store(TPhi.Gradient(TLanes.Load(ref gradients, i), z, a, slope), ref deltas, i);
        }

        if (i == count) return;
        int rest = (int)(count - i);
        TLanes lastZ = TLanes.Load(ref preActivations, i, rest, 0f);
        TLanes lastA = TLanes.Load(ref activations, i, rest, 0f);
        TLanes.Store(TPhi.Gradient(TLanes.Load(ref gradients, i, rest, 0f), lastZ, lastA, slope), ref deltas, i, rest);
    }
}
