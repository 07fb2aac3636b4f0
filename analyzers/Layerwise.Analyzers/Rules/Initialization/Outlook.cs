using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>
/// What a mismatch costs this very network, by the prediction of signal propagation: two layers get over what twenty don't, and batch
/// normalization repairs what it follows.
/// </summary>
internal sealed class Outlook
{
    // Decades of standard deviation, a factor of 30: what ten ReLU layers lose under Xavier, and four under 1/(3n). He et al. 2015 (section 2.2)
    // still train 22 ReLU layers under Xavier, slowly, and 30 no more.
    private const double Serious = 1.5;

    // A factor of 3: an optimizer's first few steps.
    private const double Noticeable = 0.5;

    // A factor of 1.05, which the scatter from seed to seed hides.
    private const double Visible = 0.02;

    private readonly double decades;
    private readonly bool isSignal;
    private readonly int layer;
    private readonly double worsening;

    private Outlook(double decades, bool isSignal, int layer, double worsening) =>
        (this.decades, this.isSignal, this.layer, this.worsening) = (decades, isSignal, layer, worsening);

    /// <summary>
    /// Whether the repair brings signal or gradient of a hidden layer nearer to its size by <see cref="Serious"/>. What helps the signal of an odd
    /// shape may hurt its gradient; then it is no remedy.
    /// </summary>
    public bool IsSerious => decades >= Serious && !(worsening > 0);

    /// <summary>Whether the repair takes signal or gradient of a hidden layer farther away from its size than any was, and noticeably so.</summary>
    public bool IsRepairHarmful => worsening > Noticeable;

    /// <summary>A warning where it is serious, otherwise information.</summary>
    public DiagnosticSeverity Severity => IsSerious ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;

    /// <summary>A sentence about where the mismatch costs most, to stand at the end of a message.</summary>
    public string Text => decades switch
    {
        _ when IsRepairHarmful => "In this network that change would do more harm than good.",
        < Visible => "In this network that changes little.",
        double.PositiveInfinity => $"In this network nothing is left of {Place}.",
        _ => $"In this network it puts {Place} off by a factor of {NumberText.Rounded(Math.Pow(10, decades))}, which {Consequence}.",
    };

    private string Place => isSignal ? $"the signal after layer {Literal.Of(layer + 1)}" : $"the gradient at layer {Literal.Of(layer + 1)}";

    private string Consequence => decades switch
    {
        < Noticeable => "training gets over",
        < Serious => "slows training",
        _ => "may stall training",
    };

    /// <summary>Of a network as declared, against the same with some of its layers repaired.</summary>
    public static Outlook Of(NetworkSpec network, Func<LayerSpec, LayerSpec> repair)
    {
        Distance[] before = [.. Distance.Of(network, network.Predict())];
        Distance[] after = [.. Distance.Of(network, Predictions.Of(network, network.Layers.Select(repair)))];

        (double decades, bool isSignal, int layer) = (0, true, 0);
        for (int i = 0; i < before.Length; i++)
        {
            Consider(before[i].OfSignal - after[i].OfSignal, true, i);
            Consider(before[i].OfGradient - after[i].OfGradient, false, i);
        }

        return new Outlook(decades, isSignal, layer, Farthest(after) - Farthest(before));

        // ∞ − ∞ and what is not known are NaN, which is not larger.
        void Consider(double nearer, bool ofSignal, int at)
        {
            if (nearer > decades) (decades, isSignal, layer) = (nearer, ofSignal, at);
        }
    }

    private static double Farthest(Distance[] layers) => layers.Select(static layer => layer.Farthest).DefaultIfEmpty(0).Max();
}
