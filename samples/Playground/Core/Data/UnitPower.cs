namespace Playground.Data;

/// <summary>Inputs of mean square 1, as initializers and forecasts assume.</summary>
internal static class UnitPower
{
    /// <summary>Divides all numbers by the root of their mean square.</summary>
    public static float[] Of(float[] inputs)
    {
        float root = (float)Math.Sqrt(inputs.Average(static input => (double)input * input));
        return [.. inputs.Select(input => input / root)];
    }
}
