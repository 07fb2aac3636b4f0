using System.Runtime.Intrinsics;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Paths;

/// <summary>One of the register widths that every kernel is compiled for.</summary>
internal abstract class Path(string name, bool isAccelerated)
{
    /// <summary>All that this processor runs, widest first: the first one is the one that programs get.</summary>
    public static IReadOnlyList<Path> Available { get; } = Array.FindAll<Path>(
        [
            new Path<Lanes16, Words16>("512-bit", Vector512.IsHardwareAccelerated),
            new Path<Lanes8, Words8>("256-bit", Vector256.IsHardwareAccelerated),
            new Path<Lanes4, Words4>("128-bit", Vector128.IsHardwareAccelerated),
            new Path<Lanes1, Words1>("scalar", isAccelerated: true),
        ],
        static path => path._isAccelerated);

    private readonly bool _isAccelerated = isAccelerated;

    public string Name { get; } = name;

    public abstract double MultiplyAddPeak();

    public abstract double LoadBandwidth(int floats);

    public abstract Subject Of<TNetwork>(Bench<TNetwork> bench)
        where TNetwork : class, INetwork<TNetwork>;

    /// <summary>Fills weights again and again, from [−1, 1] or from N(0, 1).</summary>
    public abstract Action<int> Fill(float[] weights, bool isNormal);
}

/// <inheritdoc/>
internal sealed class Path<TLanes, TWords>(string name, bool isAccelerated) : Path(name, isAccelerated)
    where TLanes : struct, ILanes<TLanes>
    where TWords : struct, IWords<TWords, TLanes>
{
    public override double MultiplyAddPeak() => Machine.MultiplyAddPeak.GigaFlops<TLanes>();

    public override double LoadBandwidth(int floats) => Machine.LoadBandwidth.GigabytesPerSecond<TLanes>(floats);

    public override Subject Of<TNetwork>(Bench<TNetwork> bench) => new Kernels<TNetwork, TLanes>(bench);

    public override Action<int> Fill(float[] weights, bool isNormal) => isNormal
        ? count =>
        {
            for (uint i = 0; i < count; i++) RandomFill.Fill<NormalDistribution, TWords, TLanes>(weights, 1, seed: i, RandomDomain.Weights, stream: 0);
        }
    : count =>
    {
        for (uint i = 0; i < count; i++) RandomFill.Fill<UniformDistribution, TWords, TLanes>(weights, 1, seed: i, RandomDomain.Weights, stream: 0);
    };
}
