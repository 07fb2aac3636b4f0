namespace InitializationLab.Report;

/// <summary>Maps numbers to places from 0 to 1 and says which of them get a label.</summary>
internal abstract class Axis
{
    /// <summary>Whether a number has a place: infinities have none, and on a logarithmic axis nor does what is not greater than 0.</summary>
    public abstract bool Shows(double value);

    /// <summary>Where a number lies: 0 at the lower end, 1 at the upper one.</summary>
    public abstract double Position(double value);

    /// <summary>The numbers with a label.</summary>
    public abstract IEnumerable<(double Value, string Label)> Ticks { get; }

    public static Axis Of(IEnumerable<double> values, bool isLogarithmic, (double Low, double High)? range = null) =>
        isLogarithmic ? new LogarithmicAxis(values) : new LinearAxis(values, range);
}
