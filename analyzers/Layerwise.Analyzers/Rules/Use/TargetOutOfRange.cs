using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Layerwise.Generator.Declarations;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4008: constant targets that the network's loss has no meaning for.</summary>
internal sealed class TargetOutOfRange : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4008",
        DiagnosticSeverity.Warning,
        "A target is outside the range of the loss",
        "{0} throws here: {1}, and {2} takes {3}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Argument("targets") is not { } targets || ConstantElements.Unchanged(targets.Value) is not { } elements) return;
        if (call.Network is not INamedTypeSymbol network || NetworkParser.Parse(network, context.Compilation, context.CancellationToken).Spec is not { } spec) return;

        // Targets of several outputs lie behind each other, each with a loss of its own.
        if (spec.HasSeveralHeads) return;
        Loss loss = spec.Heads[0].Loss.Kind;
        float?[] values = [.. elements.Select(ConstantElements.Float)];
        bool areInside = true;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || TargetRange.IndexOutside([value], loss) < 0) continue;
            Report(elements[i].Syntax.GetLocation(), $"the target is {MessageText.Of(value)}");
            areInside = false;
        }

        // A network that answers at each step of a sequence has a distribution for each.
        int width = spec.AnswersEachStep ? spec.Last.Output.Channels : spec.OutputSize;
        if (!areInside || values.Length % spec.OutputSize != 0) return;
        for (int start = 0; start < values.Length; start += width)
        {
            float[] answer = [.. values.Skip(start).Take(width).OfType<float>()];
            if (answer.Length < width || TargetRange.Contains(answer, width, loss)) continue;
            string which = $"{(spec.AnswersEachStep ? "step" : "sample")} {MessageText.Of(start / width)}";
            Report(targets.Value.Syntax.GetLocation(), $"the targets of {which} add up to {MessageText.Of(answer.Sum())}");
        }

        void Report(Location location, string found) =>
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, call.Name, found, loss, TargetRange.Describe(loss)));
    }
}
