using Layerwise.Runtime;
using Layerwise.Text;

namespace Layerwise;

/// <summary>Whether derivatives are those of what they belong to, by central differences: for tests of activations of one's own, and of networks with them.</summary>
/// <param name="LargestError">The largest difference found, relative to the size of the derivative.</param>
/// <param name="Where">Where it was found.</param>
public sealed record GradientCheck(double LargestError, string Where)
{
    /// <summary>What rounding and the differences themselves may leave.</summary>
    private const double Tolerance = 0.01;

    private const int Points = 1000;
    private const double PointStep = 1.0 / 64;
    private const int Directions = 4;
    private const double DirectionStep = 2e-3;

    /// <summary>Whether the largest error is less than a hundredth.</summary>
    public bool IsRight => LargestError < Tolerance;

    /// <summary>Compares <see cref="IActivation.Derivative"/> with the slope of <see cref="IActivation.Value"/>, and plain floats with the widest registers.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="from">The least z.</param>
    /// <param name="to">The largest z.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing between the two, or one is not finite.</exception>
    public static GradientCheck Of<TActivation>(double from = -6, double to = 6)
        where TActivation : struct, IActivation
    {
        if (!(from < to && double.IsFinite(to - from))) throw new ArgumentOutOfRangeException(nameof(to), to, $"Expected a number greater than {nameof(from)}, {from}.");
        GradientCheck worst = new(0, "nowhere");
        for (int point = 0; point < Points; point++)
        {
            double z = from + ((point + 0.5) / Points * (to - from));
            float a = Value<TActivation, Lanes1>(z);
            double derivative = Derivative<TActivation, Lanes1>(z);
            double left = (a - Value<TActivation, Lanes1>(z - PointStep)) / PointStep;
            double right = (Value<TActivation, Lanes1>(z + PointStep) - a) / PointStep;

            // Around a kink the derivative is one of either side.
            double error = Math.Min(Math.Abs(derivative - ((left + right) / 2)), Math.Min(Math.Abs(derivative - left), Math.Abs(derivative - right)));
            worst = worst.Or(error / Math.Max(1, Math.Abs(derivative)), $"the derivative at z = {NumberText.Rounded(z)}");
            double width = Math.Max(Math.Abs(a - Value<TActivation, Lanes16>(z)), Math.Abs(derivative - Derivative<TActivation, Lanes16>(z)));
            worst = worst.Or(width / Math.Max(1, Math.Abs(a)), $"registers of 16 floats at z = {NumberText.Rounded(z)}, beside a single float");
        }

        return worst;
    }

    /// <summary>
    /// Compares what ComputeGradients gives with the loss along some directions, layer by layer. The network stays as it is; while the check runs, its parameters
    /// move.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network, with parameters that are not at a kink of every unit.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="maxSamples">At most so many of them, spread evenly over the data set; at least 1.</param>
    /// <param name="seed">The seed of the directions, any number.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSamples"/> is less than 1.</exception>
    public static GradientCheck Of<TNetwork>(TNetwork network, Dataset samples, int maxSamples = 32, ulong seed = 0)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Trainer<TNetwork>.Check(samples, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSamples, 1);
        var pass = new TrainingPass<TNetwork>(network, samples, maxSamples);
        float[] gradients = pass.Gradients.ToArray();
        float[] parameters = network.Parameters.ToArray();
        GradientCheck worst = new(0, "nowhere");
        try
        {
            for (int layer = 0; layer < TNetwork.Layers.Length; layer++)
            {
                LayerInfo info = TNetwork.Layers[layer];
                if (info.ParameterCount > 0) worst = worst.Worse(OfLayer(pass, layer, parameters, gradients, new PhiloxSequence(seed, RandomDomain.Checking, (uint)layer)));
            }
        }
        finally
        {
            parameters.CopyTo(network.Parameters);
        }

        return worst;
    }

    /// <summary>For people: "right: the largest error is 0.0001, at …", the same in every culture.</summary>
    public override string ToString() => LargestError == 0
        ? "right: no error was found"
        : $"{(IsRight ? "right" : "wrong")}: the largest error is {NumberText.Rounded(LargestError)}, at {Where}";

    // Along a direction that has half of its length from the gradient: of a random one alone, the derivative is next to nothing.
    private static GradientCheck OfLayer<TNetwork>(TrainingPass<TNetwork> pass, int layer, float[] parameters, float[] gradients, PhiloxSequence random)
        where TNetwork : class, INetwork<TNetwork>
    {
        LayerInfo info = TNetwork.Layers[layer];
        Range own = info.WeightsOffset..(info.WeightsOffset + info.ParameterCount);
        ReadOnlySpan<float> gradient = gradients.AsSpan(own);
        double size = Math.Sqrt(Measurement.MeanSquare(gradient) * gradient.Length);
        GradientCheck worst = new(0, "nowhere");

        // Where the gradient is 0, any slope that is found is an error.
        double unit = size > 0 ? size : 1;
        double[] direction = new double[gradient.Length];
        double step = DirectionStep * Math.Max(1, Math.Sqrt(Measurement.MeanSquare(parameters.AsSpan(own)) * direction.Length));
        for (int number = 0; number < Directions; number++)
        {
            for (int i = 0; i < direction.Length; i++) direction[i] = (gradient[i] / unit) + ((random.NextInt32(2) - 0.5) * 2 / Math.Sqrt(direction.Length));
            double length = Math.Sqrt(direction.Sum(static x => x * x));
            double expected = 0;
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] /= length;
                expected += direction[i] * gradient[i];
            }

            double ahead = LossAt(step);
            double behind = LossAt(-step);
            worst = worst.Or(
                Math.Abs(((ahead - behind) / (2 * step)) - expected) / unit,
                $"the parameters of {ReportText.Layer(layer, info)}");
        }

        return worst;

        double LossAt(double distance)
        {
            parameters.CopyTo(pass.Network.Parameters);
            Span<float> moved = pass.Network.Parameters[own];
            for (int i = 0; i < moved.Length; i++) moved[i] += (float)(distance * direction[i]);
            return pass.LossAgain();
        }
    }

    private GradientCheck Or(double error, string where) => Worse(new GradientCheck(error, where));

    // NaN is worse than every number.
    private GradientCheck Worse(GradientCheck other) => other.LargestError <= LargestError || double.IsNaN(LargestError) ? this : other;

    private static float Value<TActivation, TLanes>(double z)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes> => First(TActivation.Value(TLanes.Broadcast((float)z)));

    private static float Derivative<TActivation, TLanes>(double z)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = TLanes.Broadcast((float)z);
        return First(TActivation.Derivative(lanes, TActivation.Value(lanes)));
    }

    private static float First<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes>
    {
        float first = 0;
        TLanes.Store(lanes, ref first, 0, 1);
        return first;
    }
}
