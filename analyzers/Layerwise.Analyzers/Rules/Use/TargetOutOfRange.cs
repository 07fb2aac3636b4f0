using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Layerwise.Generator.Declarations;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
        IArgumentOperation[] ofHeads = [.. call.OfHeads().Where(static head => head.What == "Targets").Select(static head => head.Argument)];
        IArgumentOperation? targets = call.Argument("targets");
        if ((targets is null && ofHeads.Length == 0) || call.Network is not INamedTypeSymbol network) return;
        if (NetworkParser.Parse(network, context.Compilation, context.CancellationToken).Spec is not { } spec) return;

        // Targets of several outputs lie behind each other, or each has its own; each has a loss of its own.
        foreach (HeadSpec head in spec.Heads)
        {
            IArgumentOperation? own = targets ?? ofHeads.FirstOrDefault(argument => argument.Parameter?.Name == head.Targets);
            if (own is null) continue;
            Check(call, context, own, targets is null ? new Columns(spec, head, head.Size, Offset: 0) : new Columns(spec, head, spec.AnswerSize, head.Offset));
        }
    }

    private static void Check(LayerwiseCall call, OperationAnalysisContext context, IArgumentOperation targets, Columns columns)
    {
        if (ConstantElements.Unchanged(targets.Value) is not { } elements) return;
        Loss loss = columns.Head.Loss.Kind;
        float?[] values = [.. elements.Select(ConstantElements.Float)];
        bool areInside = true;
        for (int i = 0; i < values.Length; i++)
        {
            if (!columns.Have(i) || values[i] is not { } value || TargetRange.IndexOutside([value], loss) < 0) continue;
            Report(elements[i].Syntax.GetLocation(), $"the target{columns.Owner} is {MessageText.Of(value)}");
            areInside = false;
        }

        if (!areInside || values.Length % columns.Width != 0) return;
        for (int answer = 0; answer < values.Length / columns.Stride; answer++)
        {
            float[] ofAnswer = [.. values.Skip((answer * columns.Stride) + columns.Offset).Take(columns.Size).OfType<float>()];
            if (ofAnswer.Length < columns.Size || TargetRange.Contains(ofAnswer, columns.Size, loss)) continue;
            string which = $"{(columns.Spec.AnswersEachStep ? "step" : "sample")} {MessageText.Of(answer)}";
            Report(targets.Value.Syntax.GetLocation(), $"the targets{columns.Owner} of {which} add up to {MessageText.Of(ofAnswer.Sum())}");
        }

        void Report(Location location, string found) =>
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, call.Name, found, loss, TargetRange.Describe(loss)));
    }

    /// <summary>Which of some targets are those of an output.</summary>
    /// <param name="Spec">The network.</param>
    /// <param name="Head">The output.</param>
    /// <param name="Stride">Targets of one answer: a network that answers at each step of a sequence has a distribution for each.</param>
    /// <param name="Offset">Where the targets of the output begin.</param>
    private sealed record Columns(NetworkSpec Spec, HeadSpec Head, int Stride, int Offset)
    {
        public int Size => Head.Size;

        public int Width => Spec.AnsweredSteps * Stride;

        public string Owner => Head.IsNamed ? $" of {Head.Name}" : "";

        public bool Have(int index) => index % Stride >= Offset && index % Stride < Offset + Size;
    }
}
