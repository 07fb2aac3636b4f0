using Layerwise.Runtime;
using Layerwise.Tests.Lanes;
using static Layerwise.Runtime.Activations;

namespace Layerwise.Tests.Activations;

public class ActivationsTests
{
    private const float Infinity = float.PositiveInfinity;
    private const float NaN = float.NaN;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void ReluCutsNegatives(int count) =>
        EveryWidth.Run(count, new Unary(
            [-Infinity, -2f, -0f, 0f, 1E-40f, 3f, Infinity, NaN], new Relu(), [0f, 0f, 0f, 0f, 1E-40f, 3f, Infinity, NaN]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeakyReluShrinksNegatives(int count) =>
        EveryWidth.Run(count, new Unary(
            [-Infinity, -2f, -0f, 0f, 1E-40f, 3f, Infinity, NaN], new LeakyRelu(0.25f), [-Infinity, -0.5f, 0f, 0f, 1E-40f, 3f, Infinity, NaN]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeakyReluWithASlopeAboveOneIsNotAMaximum(int count) =>
        EveryWidth.Run(count, new Unary([-2f, 3f], new LeakyRelu(4f), [-8f, 3f]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void ReluGradientIsZeroAtZero(int count) =>
        EveryWidth.Run(count, new Binary(
            [2f, 2f, -3f, NaN, 1f], [0f, 5f, 1f, 1f, NaN], new ReluGradient(), [0f, 2f, -3f, NaN, NaN]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeakyReluGradientShrinksAtZeroAndBelow(int count) =>
        EveryWidth.Run(count, new Binary(
            [2f, 2f, 2f, NaN, 1f, 1f], [0f, 5f, -1f, 1f, NaN, -Infinity], new LeakyReluGradient(0.25f), [0.5f, 2f, 0.5f, NaN, NaN, 0.25f]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void LeakyReluGradientOfSlopeZeroIsRelus(int count) =>
        EveryWidth.Run(count, new Binary([2f, 2f], [0f, 5f], new LeakyReluGradient(0f), [0f, 2f]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void SigmoidGradientIsLargestInTheMiddle(int count) =>
        EveryWidth.Run(count, new Binary(
            [4f, 4f, 4f, 4f, NaN, 1f], [0.5f, 0.25f, 0f, 1f, 0.5f, NaN], new SigmoidGradient(), [1f, 0.75f, 0f, 0f, NaN, NaN]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void TanhGradientIsLargestInTheMiddle(int count) =>
        EveryWidth.Run(count, new Binary(
            [4f, 4f, 4f, 4f, NaN, 1f], [0f, -0.5f, -1f, 1f, 0.5f, NaN], new TanhGradient(), [4f, 3f, 0f, 0f, NaN, NaN]));

    private interface IUnary
    {
        TLanes Apply<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes>;
    }

    private interface IBinary
    {
        TLanes Apply<TLanes>(TLanes gradient, TLanes a)
            where TLanes : struct, ILanes<TLanes>;
    }

    private sealed class Relu : IUnary
    {
        public TLanes Apply<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => Relu<TLanes>(z);
    }

    private sealed class LeakyRelu(float slope) : IUnary
    {
        public TLanes Apply<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => LeakyRelu<TLanes>(z, slope);
    }

    private sealed class ReluGradient : IBinary
    {
        public TLanes Apply<TLanes>(TLanes gradient, TLanes a)
            where TLanes : struct, ILanes<TLanes> => ReluGradient<TLanes>(gradient, a);
    }

    private sealed class LeakyReluGradient(float slope) : IBinary
    {
        public TLanes Apply<TLanes>(TLanes gradient, TLanes a)
            where TLanes : struct, ILanes<TLanes> => LeakyReluGradient<TLanes>(gradient, a, slope);
    }

    private sealed class SigmoidGradient : IBinary
    {
        public TLanes Apply<TLanes>(TLanes gradient, TLanes a)
            where TLanes : struct, ILanes<TLanes> => SigmoidGradient<TLanes>(gradient, a);
    }

    private sealed class TanhGradient : IBinary
    {
        public TLanes Apply<TLanes>(TLanes gradient, TLanes a)
            where TLanes : struct, ILanes<TLanes> => TanhGradient<TLanes>(gradient, a);
    }

    private sealed class Unary(float[] z, IUnary function, float[] expected) : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int i = 0; i < z.Length; i++)
            {
                Assert.Equal(expected[i], TLanes.Sum(function.Apply(TLanes.Broadcast(z[i]))) / TLanes.Count);
            }
        }
    }

    private sealed class Binary(float[] gradients, float[] a, IBinary function, float[] expected) : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int i = 0; i < a.Length; i++)
            {
                TLanes result = function.Apply(TLanes.Broadcast(gradients[i]), TLanes.Broadcast(a[i]));
                Assert.Equal(expected[i], TLanes.Sum(result) / TLanes.Count);
            }
        }
    }
}
