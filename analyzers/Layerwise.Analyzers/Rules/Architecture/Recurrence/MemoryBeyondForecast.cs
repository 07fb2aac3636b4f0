using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Recurrence;

/// <summary>LW3030: what the task needs to be remembered, as the user says, and what comes back from there at first, as predicted.</summary>
internal sealed class MemoryBeyondForecast : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3030",
        DiagnosticSeverity.Warning,
        "The memory that is needed is longer than the forecast",
        "Memory is {0} steps, but {1}. {2}.",
        repairs: true);

    private const int MostForgetBias = 8;

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        NetworkSpec spec = network.Spec;
        if (spec.Memory == 0 || network.Options is not { } options) return;
        Location place = options.LocationOf(nameof(NetworkAttribute.Memory));
        if (spec.Memory >= spec.Steps)
        {
            string longer = $"[Input({MessageText.Of(spec.Memory + 1L)}, {MessageText.Of(spec.First.Input.Channels)})]";
            network.Report(Rule, place, Repair.None, spec.Memory, $"training sees {MessageText.Of(spec.Steps)} at a time, and no gradient comes from before them", $"Write {longer} or more");
        }

        LayerSpec[] layers = [.. spec.Layers.Where(static layer => layer.Recurrence is not null)];
        NetworkPrediction prediction = spec.Predict();
        if (Array.Exists(layers, layer => prediction.Layers[layer.Index].OverTime is null)) return;

        // Windows see all that they reach, and what is before that comes through them.
        int seen = spec.Layers.Sum(static layer => layer.Window is { } window ? (window.Horizontal.Kernel - 1) * window.Horizontal.Dilation : 0);
        int needed = spec.Memory - seen;
        if (needed <= 0) return;
        if (layers.Length == 0)
        {
            network.Report(Rule, place, Repair.None, spec.Memory, $"the windows of all convolutions together reach back {MessageText.Of(seen)}", "Write a larger kernel or Dilation");
            return;
        }

        // What one of several layers remembers, the network does.
        LayerSpec longest = layers.OrderByDescending(layer => StepsOf(prediction.Layers[layer.Index].OverTime!)).First();
        TimePrediction time = prediction.Layers[longest.Index].OverTime!;
        if (StepsOf(time) >= needed) return;
        (string advice, Repair repair) = Advice(network, longest, needed);
        string which = layers.Length == 1 ? $"layer {MessageText.Of(longest.Number)}" : $"layer {MessageText.Of(longest.Number)}, which keeps it longest,";
        string kept = $"of the gradient that {which} multiplies by {NumberText.Rounded(time.GradientFactor)} with each step back, less than 10⁻⁴ is left after {MessageText.Of(StepsOf(time))}";
        string behind = seen == 0 ? "" : $", behind windows that reach back {MessageText.Of(seen)}";
        network.Report(Rule, place, repair, spec.Memory, kept + behind, advice);
    }

    // What stays within bounds as far as anyone looked is not at fault.
    private static int StepsOf(TimePrediction time) => time.StepsUntilVanished ?? int.MaxValue;

    private static (string Advice, Repair Repair) Advice(DeclaredNetwork network, LayerSpec layer, int needed)
    {
        RecurrenceInfo recurrence = layer.Recurrence!;
        int number = layer.Number;
        if (layer.Kind == LayerKind.Rnn && layer.Traits.IsRectifier
            && Reaches(Predictions.OverTime(network.Spec, layer, layer.Kind, recurrence with { Diagonal = 1 })))
        {
            return ($"Write RecurrentInit = Init.Identity on layer {MessageText.Of(number)}", Repair.Set("RecurrentInit", "Init.Identity", network.Arguments(layer).Location));
        }

        // The bias that keeps something for so long is about its logarithm (Tallec and Ollivier 2018).
        for (int bias = 1; bias <= MostForgetBias; bias++)
        {
            if (bias <= recurrence.ForgetBias || !Reaches(Predictions.OverTime(network.Spec, layer, LayerKind.Lstm, recurrence with { ForgetBias = bias }))) continue;
            string written = bias.ToString(CultureInfo.InvariantCulture);
            return layer.Kind == LayerKind.Lstm
                ? ($"Write ForgetBias = {written} on layer {MessageText.Of(number)}", Repair.Set(nameof(LstmAttribute.ForgetBias), written, network.Arguments(layer).Location))
                : ($"Write [Lstm({MessageText.Of(layer.FanIn)}, {MessageText.Of(layer.FanOut)}, ForgetBias = {written})] for layer {MessageText.Of(number)}", Repair.None);
        }

        return ("No forget bias reaches so far: give the network fewer and longer steps", Repair.None);

        bool Reaches(TimePrediction? time) => time is not null && StepsOf(time) >= needed;
    }
}
