using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>What an activation wants its weights to be drawn from, so that signal and gradient keep their size.</summary>
internal static class SuitableInitializer
{
    /// <summary>How far a variance may be from the suitable one: within a quarter nobody would see the difference. On 784→128, Xavier's is 0.86 of He's.</summary>
    public const double Tolerance = 1.25;

    /// <summary>The options of an attribute that belong to its initializer.</summary>
    public static string[] Options { get; } =
    [
        .. Enum.GetValues(typeof(InitOptions)).Cast<InitOptions>().Where(static option => option != InitOptions.None).Select(static option => option.ToString()),
    ];

    /// <summary>
    /// The sum of the variances of a unit's weights, n·σ², that keeps the power of the signal: 1 where φ is steep, 2/(1 + s²) for a rectifier
    /// with the slope s (He et al. 2015).
    /// </summary>
    public static double Power(LayerSpec layer)
    {
        if (!layer.Traits.IsRectifier) return 1;
        double slope = layer.Traits.NegativeSlope(layer.Slope);
        return 2 / (1 + (slope * slope));
    }

    /// <summary>The initializer that keeps the size of the signal, of the same family (normal or uniform) as the declared one.</summary>
    public static Init For(LayerSpec layer)
    {
        // What normalizes itself was derived for a normal distribution.
        Init suiting = layer.Traits.SuitingInit;
        return layer.Traits.IsSelfNormalizing ? suiting : InitTraits.Drawing(InitTraits.Of(suiting).Scheme, layer.Distribution.Shape == WeightShape.Uniform);
    }

    /// <summary>The change to that initializer, to which no option of another means anything.</summary>
    public static Repair Repair(DeclaredNetwork network, LayerSpec layer) =>
        Networks.Repair
            .ChangeTo(For(layer), network.Arguments(layer).LocationOf("init"))
            .Without(Options);

    /// <summary>A change to a layer, together with another initializer where the written one suits the layer only as it was.</summary>
    /// <param name="network">As declared.</param>
    /// <param name="layer">As declared.</param>
    /// <param name="change">The change.</param>
    /// <param name="changed">The layer after it.</param>
    public static Repair Follow(DeclaredNetwork network, LayerSpec layer, Repair change, LayerSpec changed) =>
        network.Names(layer, "init") && ((Suits(layer) && !Suits(changed)) || (!UnsuitableGain.IsFar(layer) && UnsuitableGain.IsFar(changed)))
            ? change.And(Repair(network, changed))
            : change;

    /// <summary>The layer with that initializer.</summary>
    public static LayerSpec Apply(LayerSpec layer) => layer with { Init = layer.Init with { Kind = For(layer), Gain = 1 } };

    /// <summary>Whether the layer's variance is near to that of the initializer that suits it; true where every weight is the same or on the diagonal.</summary>
    public static bool Suits(LayerSpec layer) =>
        layer.Distribution.Shape is WeightShape.Constant or WeightShape.Identity || VarianceRatio(layer) is >= 1 / Tolerance and <= Tolerance;

    /// <summary>The declared variance of the weights over the suitable one.</summary>
    public static double VarianceRatio(LayerSpec layer) => layer.Distribution.Variance / Apply(layer).Distribution.Variance;
}
