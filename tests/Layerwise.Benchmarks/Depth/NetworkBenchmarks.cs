using BenchmarkDotNet.Attributes;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Paths;

namespace Layerwise.Benchmarks.Depth;

/// <summary>One network by BenchmarkDotNet: distributions, allocations and, with its options, machine code and counters.</summary>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(Net2X8X1))]
[GenericTypeArguments(typeof(Net4X8X3))]
[GenericTypeArguments(typeof(Net16X32X32X1))]
[GenericTypeArguments(typeof(Net64X32X10))]
[GenericTypeArguments(typeof(Net784X128X10))]
[GenericTypeArguments(typeof(Net784X256X128X10))]
[GenericTypeArguments(typeof(Networks.Deep))]
[GenericTypeArguments(typeof(Wide))]
public class NetworkBenchmarks<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private PublicApi<TNetwork> _subject = null!;
    private Action<int> _batch = null!;
    private Action<int> _train = null!;

    /// <summary>Samples in a batch and in a training step.</summary>
    [Params(1, 32, 64, 256)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _subject = new PublicApi<TNetwork>(new Bench<TNetwork>((TNetwork)Activator.CreateInstance(typeof(TNetwork), 1UL)!));
        _batch = _subject.Batch(Rows);
        _train = _subject.Train(Rows);
    }

    [Benchmark]
    public void Forward() => _batch(1);

    [Benchmark]
    public void TrainingStep() => _train(1);

    [Benchmark]
    public void Initialize() => _subject.Initialize();
}
