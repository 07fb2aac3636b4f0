namespace Layerwise;

/// <summary>Ways from one rate to another.</summary>
internal static class Annealing
{
    /// <summary>Half a cosine from <paramref name="start"/> to <paramref name="end"/>, slow at both.</summary>
    /// <param name="start">Where the way begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="progress">In [0, 1].</param>
    public static double Cosine(double start, double end, double progress) =>
        end + ((start - end) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
