using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.Health;

public class GradientCheckTests
{
    [Fact]
    public void A_right_derivative_is_right()
    {
        var check = GradientCheck.Of<Lisht>();
        Assert.True(check.IsRight, check.ToString());
        Assert.StartsWith("right: the largest error is ", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kink_is_no_error() => Assert.True(GradientCheck.Of<Kink>().IsRight);

    [Fact]
    public void A_wrong_derivative_is_found_with_its_place()
    {
        var check = GradientCheck.Of<Wrong>();
        Assert.False(check.IsRight);
        Assert.StartsWith("wrong: the largest error is ", check.ToString(), StringComparison.Ordinal);
        Assert.Contains("the derivative at z = ", check.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_no_derivative() => Assert.False(GradientCheck.Of<NoNumber>().IsRight);

    [Fact]
    public void Networks_are_checked_layer_by_layer()
    {
        PlainNetwork<ThreeLayers> network = new(seed: 4);
        var check = GradientCheck.Of(network, Samples.LineSet(20));
        Assert.True(check.IsRight, check.ToString());

        // Whose hidden layer goes backward as if it had no activation.
        PlainNetwork<HiddenSigmoid> wrong = new(seed: 4);
        check = GradientCheck.Of(wrong, new Dataset(new float[] { 1, 2, 3 }, 1, new float[] { 1, 0, 2 }, 1));
        Assert.False(check.IsRight);
        Assert.Equal("the parameters of layer 1 (1 → 2, Sigmoid)", check.Where);
    }

    [Fact]
    public void A_gradient_of_0_is_checked_too()
    {
        Dataset line = Samples.LineSet(20);
        Assert.Equal("the parameters of layer 1 (1 → 1, Identity)", GradientCheck.Of(new PlainNetwork<Line>(seed: 4) { ForgetsGradients = true }, line).Where);

        // Behind weights of 0 nothing else is right.
        PlainNetwork<ThreeLayers> flat = new(seed: 4);
        flat.Parameters.Clear();
        Assert.True(GradientCheck.Of(flat, new Dataset(new float[4], 1, new float[4], 1)).IsRight);
        Assert.Equal("right: no error was found", GradientCheck.Of(flat, new Dataset(new float[4], 1, new float[4], 1)).ToString());
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("to", static () => GradientCheck.Of<Lisht>(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("maxSamples", static () => GradientCheck.Of(new PlainNetwork<Line>(), Samples.LineSet(3), maxSamples: 0));
    }

    private readonly struct Lisht : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Value<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => z * Runtime.Activations.Tanh(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes t = Runtime.Activations.Tanh(z);
            return t + (z * (TLanes.Broadcast(1f) - (t * t)));
        }
    }

    private readonly struct Wrong : IActivation
    {
        public static TLanes Value<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => Lisht.Value(z);

        public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
            where TLanes : struct, ILanes<TLanes> => Lisht.Derivative(z, a) * TLanes.Broadcast(1.05f);
    }

    private readonly struct Kink : IActivation
    {
        public static TLanes Value<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => TLanes.Max(z, TLanes.Zero);

        public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
            where TLanes : struct, ILanes<TLanes> => TLanes.SelectGreater(z, TLanes.Zero, TLanes.Broadcast(1f), TLanes.Zero);
    }

    private readonly struct NoNumber : IActivation
    {
        public static TLanes Value<TLanes>(TLanes z)
            where TLanes : struct, ILanes<TLanes> => z;

        public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
            where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(float.NaN);
    }
}
