namespace Layerwise.Forecast.Integrals;

/// <summary>The rule of n nodes on [−1, 1] that integrates polynomials up to the degree 2n − 1 exactly.</summary>
internal sealed class GaussLegendre
{
    /// <summary>Ten nodes: a Gaussian over 2.3 of its standard deviations to 10⁻⁹.</summary>
    public static readonly GaussLegendre Ten = new(10);

    /// <summary>Seven nodes: the same to 10⁻⁸.</summary>
    public static readonly GaussLegendre Seven = new(7);

    private GaussLegendre(int count)
    {
        Nodes = new double[count];
        Weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Newton's method from Tricomi's estimate of the root of the Legendre polynomial.
            double x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double derivative = 0;
            for (int step = 0; step < 20; step++)
            {
                double value = Legendre(count, x, out derivative);
                x -= value / derivative;
            }

            Nodes[i] = x;
            Weights[i] = 2 / ((1 - (x * x)) * derivative * derivative);
        }
    }

    public double[] Nodes { get; }

    public double[] Weights { get; }

    public int Count => Nodes.Length;

    private static double Legendre(int degree, double x, out double derivative)
    {
        double previous = 1;
        double value = x;
        for (int k = 2; k <= degree; k++) (previous, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * previous)) / k);
        derivative = degree * ((x * value) - previous) / ((x * x) - 1);
        return value;
    }
}
