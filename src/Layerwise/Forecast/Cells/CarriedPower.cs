namespace Layerwise.Forecast.Cells;

/// <summary>
/// The power of what f + b·U carries on from step to step, U being a matrix that is the same at each of them. Paths that take f and b in another order meet in the same
/// numbers, and their sizes add up, not their powers: in the basis in which an orthogonal U turns by an angle θ, a step multiplies by |f + b·exp(iθ)|, for all angles alike
/// where U mixes, and for θ = 0 alone where it is a diagonal. A matrix of independent weights has the same mean squares.
/// </summary>
internal sealed class CarriedPower
{
    private const int Angles = 64;

    private static readonly double[] Mixing = [.. Enumerable.Range(0, Angles).Select(static k => Math.Cos(Math.PI * (k + 0.5) / Angles))];
    private static readonly double[] Still = [1];

    private readonly double[] _cosines;
    private readonly double[] _parts;

    /// <param name="mixes">Whether U mixes the units.</param>
    /// <param name="power">At the beginning.</param>
    public CarriedPower(bool mixes, double power)
    {
        _cosines = mixes ? Mixing : Still;
        _parts = new double[_cosines.Length];
        _parts.AsSpan().Fill(power);
        Total = power;
    }

    /// <summary>The power now.</summary>
    public double Total { get; private set; }

    /// <summary>What many steps multiply the power by, each.</summary>
    /// <param name="mixes">Whether U mixes the units.</param>
    /// <param name="kept">f.</param>
    /// <param name="returned">b.</param>
    /// <param name="varying">What each step adds, of the power that there is, beyond them.</param>
    public static double Factor(bool mixes, double kept, double returned, double varying)
    {
        // Σ of the powers of all steps times xᵗ is K/(1 − s·x·K) with K = 1/√(1 − 2(f² + b²)·x + (f² − b²)²·x²), and the factor is one over its pole.
        double squares = (kept * kept) + (returned * returned);
        double product = kept * returned;
        return mixes ? squares + Math.Sqrt((4 * product * product) + (varying * varying)) : squares + (2 * product) + varying;
    }

    /// <summary>Goes on by a step.</summary>
    /// <param name="kept">f.</param>
    /// <param name="returned">b.</param>
    /// <param name="added">What comes in, the same for all parts.</param>
    public void Step(double kept, double returned, double added)
    {
        double squares = (kept * kept) + (returned * returned);
        double crossed = 2 * kept * returned;
        double total = 0;
        for (int i = 0; i < _parts.Length; i++)
        {
            _parts[i] = ((squares + (crossed * _cosines[i])) * _parts[i]) + added;
            total += _parts[i];
        }

        Total = total / _parts.Length;
    }
}
