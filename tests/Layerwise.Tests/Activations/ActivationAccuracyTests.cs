using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The error bounds of the activations that their documentation and docs/activations.md state: values in ULP, derivatives absolutely.</summary>
[Trait("Category", "Slow")]
public class ActivationAccuracyTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Sigmoid(int count) => Check<SigmoidFunction>(count, ulp: 3.5, derivative: 1e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Tanh(int count) => Check<TanhFunction>(count, ulp: 2.7, derivative: 3e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Elu(int count) => Check<EluFunction>(count, ulp: 2, derivative: 2e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Selu(int count) => Check<SeluFunction>(count, ulp: 2.5, derivative: 2e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Gelu(int count) => Check<GeluFunction>(count, ulp: 7, derivative: 2e-7, subnormalUpTo: -12.9f);

    [Theory]
    [MemberData(nameof(Counts))]
    public void GeluTanh(int count) => Check<GeluTanhFunction>(count, ulp: 150, derivative: 2e-7, subnormalUpTo: -9.9f);

    [Theory]
    [MemberData(nameof(Counts))]
    public void GeluTanh_where_it_is_not_small(int count) =>
        EveryWidth.Run(count, new Sweep<ValueOf<GeluTanhFunction>>(static (z, actual, exact) => z > -2 ? Ulp.Distance(actual, exact) : 0, bound: 5));

    [Theory]
    [MemberData(nameof(Counts))]
    public void Silu(int count) => Check<SiluFunction>(count, ulp: 3, derivative: 2e-7, subnormalUpTo: -87.3f);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Mish(int count) => Check<MishFunction>(count, ulp: 3.5, derivative: 3e-7, subnormalUpTo: -87.3f);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Softplus(int count) => Check<SoftplusFunction>(count, ulp: 2, derivative: 1e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Softsign(int count) => Check<SoftsignFunction>(count, ulp: 1.5, derivative: 2e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void HardSigmoid(int count) => Check<HardSigmoidFunction>(count, ulp: 1.5, derivative: 1e-8);

    [Theory]
    [MemberData(nameof(Counts))]
    public void HardSwish(int count) => Check<HardSwishFunction>(count, ulp: 2.5, derivative: 1e-7);

    [Theory]
    [MemberData(nameof(Counts))]
    public void HardTanh(int count) => Check<HardTanhFunction>(count, ulp: 0, derivative: 0);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Relu6(int count) => Check<Relu6Function>(count, ulp: 0, derivative: 0);

    private static void Check<TActivation>(int count, double ulp, double derivative, float subnormalUpTo = float.NegativeInfinity)
        where TActivation : struct, IActivationFunction
    {
        EveryWidth.Run(count, Sweep<ValueOf<TActivation>>.InUlp(ulp, subnormalUpTo));
        EveryWidth.Run(count, Sweep<DerivativeOf<TActivation>>.Absolute(derivative));
        EveryWidth.Run(count, new NaNGradient<TActivation>());
    }

    /// <summary>A NaN from behind goes on to the front, wherever z is.</summary>
    private sealed class NaNGradient<TActivation> : ILanesTest
        where TActivation : struct, IActivationFunction
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (float z in new[] { -200f, -3f, -1f, 0f, 1f, 3f, 6f, 200f })
            {
                Assert.True(float.IsNaN(TLanes.Sum(TActivation.Gradient(TLanes.Broadcast(float.NaN), TLanes.Broadcast(z)))));
            }
        }
    }
}
