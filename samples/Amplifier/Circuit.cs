namespace Amplifier;

/// <summary>
/// The amplifier that is learned: a coupling capacitor that lets little through below 150 Hz, a stage that drives two diodes, and a loudspeaker that gives up at 5 kHz.
/// Between two samples the input is a straight line, and the circuit takes several steps: what the diodes make above hearing doesn't come back as other tones.
/// </summary>
/// <param name="stepsPerSample">How many steps.</param>
internal sealed class Circuit(int stepsPerSample = 8)
{
    /// <summary>What the stage makes of a volt.</summary>
    public const double Drive = 25;

    /// <summary>Hertz below which the coupling capacitor lets little through.</summary>
    public const double LowestFrequency = 150;

    /// <summary>Hertz from which the loudspeaker gives up.</summary>
    public const double HighestFrequency = 5000;

    private readonly DiodeClipper _diodes = new(1.0 / (Sound.Rate * stepsPerSample));
    private readonly double _coupling = Bend(LowestFrequency, stepsPerSample);
    private readonly double _speaker = Bend(HighestFrequency, stepsPerSample);
    private double _coupled;
    private double _cone;
    private double _pull;
    private double _before;

    /// <summary>What comes out of a circuit that was switched on just before.</summary>
    public static float[] Play(ReadOnlySpan<float> input)
    {
        var circuit = new Circuit();
        var output = new float[input.Length];
        for (int i = 0; i < output.Length; i++) output[i] = (float)circuit.Next(input[i]);
        return output;
    }

    /// <summary>The output at the next sample.</summary>
    /// <param name="input">The input there, in volts.</param>
    public double Next(double input)
    {
        double output = 0;
        for (int step = 1; step <= stepsPerSample; step++)
        {
            double between = _before + ((input - _before) * step / stepsPerSample);
            output = Speaker(_diodes.Next(Drive * Couple(between)));
        }

        _before = input;
        return output;
    }

    // A filter of the first order, by the trapezoidal rule.
    private double Couple(double input)
    {
        double change = (input - _coupled) * _coupling / (1 + _coupling);
        double low = _coupled + change;
        _coupled = low + change;
        return input - low;
    }

    // One of the second order that is as flat as can be, by the same rule: damping √2.
    private double Speaker(double input)
    {
        double pull = (_pull + (_speaker * (input - _cone))) / (1 + (_speaker * (_speaker + Math.Sqrt(2))));
        double cone = _cone + (_speaker * pull);
        _pull = (2 * pull) - _pull;
        _cone = (2 * cone) - _cone;
        return cone;
    }

    // The trapezoidal rule moves frequencies; this one it leaves where it is.
    private static double Bend(double frequency, int stepsPerSample) => Math.Tan(Math.PI * frequency / (Sound.Rate * stepsPerSample));
}
