using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

/// <summary>The error bounds of the activations that their documentation and docs/activations.md state: values in ULP, derivatives absolutely, on every register width.</summary>
[Trait("Category", "Slow")]
public class ActivationAccuracyTests
{
    [Fact]
    public void Sigmoid() => Check<SigmoidFunction>(ulp: 3.5, derivative: 1e-7);

    [Fact]
    public void Tanh() => Check<TanhFunction>(ulp: 2.7, derivative: 3e-7);

    [Fact]
    public void Elu() => Check<EluFunction>(ulp: 2, derivative: 2e-7);

    [Fact]
    public void Selu() => Check<SeluFunction>(ulp: 2.5, derivative: 2e-7);

    [Fact]
    public void Gelu() => Check<GeluFunction>(ulp: 7, derivative: 2e-7, subnormalUpTo: -12.9f);

    [Fact]
    public void GeluTanh() => Check<GeluTanhFunction>(ulp: 150, derivative: 2e-7, subnormalUpTo: -9.9f);

    [Fact]
    public void GeluTanh_where_it_is_not_small() =>
        new Sweep<ValueOf<GeluTanhFunction>>(static (z, actual, exact) => z > -2 ? Ulp.Distance(actual, exact) : 0, bound: 5).Run();

    [Fact]
    public void Silu() => Check<SiluFunction>(ulp: 3, derivative: 2e-7, subnormalUpTo: -87.3f);

    [Fact]
    public void Mish() => Check<MishFunction>(ulp: 3.5, derivative: 3e-7, subnormalUpTo: -87.3f);

    [Fact]
    public void Softplus() => Check<SoftplusFunction>(ulp: 2, derivative: 1e-7);

    [Fact]
    public void Softsign() => Check<SoftsignFunction>(ulp: 1.5, derivative: 2e-7);

    [Fact]
    public void HardSigmoid() => Check<HardSigmoidFunction>(ulp: 1.5, derivative: 1e-8);

    [Fact]
    public void HardSwish() => Check<HardSwishFunction>(ulp: 2.5, derivative: 1e-7);

    [Fact]
    public void HardTanh() => Check<HardTanhFunction>(ulp: 0, derivative: 0);

    [Fact]
    public void Relu6() => Check<Relu6Function>(ulp: 0, derivative: 0);

    private static void Check<TActivation>(double ulp, double derivative, float subnormalUpTo = float.NegativeInfinity)
        where TActivation : struct, IActivationFunction
    {
        Sweep<ValueOf<TActivation>>.InUlp(ulp, subnormalUpTo).Run();
        Sweep<DerivativeOf<TActivation>>.Absolute(derivative).Run();
        EveryWidth.Run(new NaNGradient<TActivation>());
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
