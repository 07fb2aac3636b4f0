namespace Amplifier;

/// <summary>
/// A resistor, and behind it a capacitor and two diodes the other way round each, from which the output is taken:
/// C·dv/dt = (u − v)/R − 2·Iₛ·sinh(v/V), by the trapezoidal rule. It lets little more than 0.7 V through.
/// </summary>
/// <param name="step">Seconds of a step.</param>
internal sealed class DiodeClipper(double step)
{
    /// <summary>R, in ohms.</summary>
    public const double Resistance = 2200;

    /// <summary>C, in farads.</summary>
    public const double Capacitance = 10e-9;

    /// <summary>Iₛ of a 1N4148, in amperes.</summary>
    public const double SaturationCurrent = 2.52e-9;

    /// <summary>V of a 1N4148 at 300 K, in volts: its emission coefficient times 25.85 mV.</summary>
    public const double ThermalVoltage = 1.752 * 0.02585;

    private const double Precise = 1e-10;
    private const int MostIterations = 100;

    private double _voltage;
    private double _slope;

    /// <summary>The output at the end of the next step.</summary>
    /// <param name="input">u at its end, in volts.</param>
    public double Next(double input)
    {
        // Newton's method: the residual is convex where the diodes conduct, so that it comes down from one side.
        double voltage = _voltage;
        for (int i = 0; i < MostIterations; i++)
        {
            (double slope, double change) = Slope(input, voltage);
            double residual = voltage - _voltage - (step / 2 * (_slope + slope));
            double correction = residual / (1 - (step / 2 * change));
            voltage -= correction;
            if (Math.Abs(correction) < Precise) break;
        }

        _slope = Slope(input, voltage).Slope;
        _voltage = voltage;
        return voltage;
    }

    // dv/dt, and how it changes with v.
    private static (double Slope, double Change) Slope(double input, double voltage)
    {
        double grown = Math.Exp(voltage / ThermalVoltage), shrunk = 1 / grown;
        double slope = ((input - voltage) / Resistance) - (SaturationCurrent * (grown - shrunk));
        double change = (-1 / Resistance) - (SaturationCurrent / ThermalVoltage * (grown + shrunk));
        return (slope / Capacitance, change / Capacitance);
    }
}
