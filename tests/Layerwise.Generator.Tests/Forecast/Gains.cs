namespace Layerwise.Generator.Tests.Forecast;

/// <summary>What was measured of a network's layers, over seeds.</summary>
/// <param name="depth">Number of layers.</param>
internal sealed class Gains(int depth)
{
    private readonly Moments[] _signal = [.. Enumerable.Range(0, depth).Select(static _ => new Moments())];
    private readonly Moments[] _gradient = [.. Enumerable.Range(0, depth).Select(static _ => new Moments())];

    /// <summary>Logarithms of √(power) at each layer's outputs over that of the inputs, or at the inputs over that at each layer's outputs.</summary>
    private readonly Moments[] _signalProduct = [.. Enumerable.Range(0, depth).Select(static _ => new Moments())];
    private readonly Moments[] _gradientProduct = [.. Enumerable.Range(0, depth).Select(static _ => new Moments())];

    /// <summary>Adds one seed.</summary>
    /// <param name="signal">E[a²] of the inputs, then of each layer.</param>
    /// <param name="gradient">E[(∂L/∂a)²] of the inputs, then of each layer.</param>
    public void Add(double[] signal, double[] gradient)
    {
        for (int l = 0; l < depth; l++)
        {
            _signal[l].Add(signal[l + 1] / signal[l]);
            _gradient[l].Add(gradient[l] / gradient[l + 1]);
            _signalProduct[l].Add(Math.Log(signal[l + 1] / signal[0]) / 2);
            _gradientProduct[l].Add(Math.Log(gradient[0] / gradient[l + 1]) / 2);
        }
    }

    /// <summary>The signal gain of a layer: the root of the mean ratio of powers.</summary>
    public Estimate Signal(int layer) => _signal[layer].Root();

    /// <summary>The gradient gain of a layer.</summary>
    public Estimate Gradient(int layer) => _gradient[layer].Root();

    /// <summary>The mean logarithm of the product of the signal gains down to a layer.</summary>
    public double LogSignal(int layer) => _signalProduct[layer].Mean;

    /// <summary>The mean logarithm of the product of the gradient gains from a layer up to the inputs.</summary>
    public double LogGradient(int layer) => _gradientProduct[layer].Mean;

    /// <summary>A mean and how far it may be off.</summary>
    /// <param name="Value">The mean.</param>
    /// <param name="Error">Its standard error.</param>
    internal readonly record struct Estimate(double Value, double Error);

    private sealed class Moments
    {
        private int _count;
        private double _squares;

        public double Mean { get; private set; }

        // Welford's recurrence.
        public void Add(double value)
        {
            _count++;
            double difference = value - Mean;
            Mean += difference / _count;
            _squares += difference * (value - Mean);
        }

        public Estimate Root()
        {
            double root = Math.Sqrt(Mean);
            double error = Math.Sqrt(_squares / (_count - 1) / _count);
            return new Estimate(root, root > 0 ? error / (2 * root) : 0);
        }
    }
}
