namespace Layerwise.OnnxImport.Flows;

/// <summary>s·x + t.</summary>
/// <param name="Factor">s.</param>
/// <param name="Addend">t.</param>
internal sealed record Affine(double Factor, double Addend)
{
    /// <summary>This one behind another.</summary>
    public Affine After(Affine first) => new(Factor * first.Factor, (Factor * first.Addend) + Addend);

    /// <summary>This one of every value.</summary>
    public double[] Of(double[] values) => Array.ConvertAll(values, x => (Factor * x) + Addend);
}
