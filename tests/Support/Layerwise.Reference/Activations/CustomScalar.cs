using System.Collections.Concurrent;

namespace Layerwise.Reference.Activations;

/// <summary>A custom activation in double: it brings its own specification, two static methods of double beside those over lanes.</summary>
public static class CustomScalar
{
    private static readonly ConcurrentDictionary<(Type, string), Func<double, double>> Methods = new();

    /// <summary>φ(z), <c>double Value(double)</c>.</summary>
    public static double Value(Type activation, double z) => Method(activation, nameof(Value))(z);

    /// <summary>φ′(z), <c>double Derivative(double)</c>.</summary>
    public static double Derivative(Type activation, double z) => Method(activation, nameof(Derivative))(z);

    private static Func<double, double> Method(Type activation, string name) => Methods.GetOrAdd(
        (activation, name), static key => key.Item1.GetMethod(key.Item2, [typeof(double)])!.CreateDelegate<Func<double, double>>());
}
