using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4001: an array or span whose length is a constant that this call can only answer with an exception.</summary>
internal sealed class LengthThatCannotFit : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4001",
        DiagnosticSeverity.Warning,
        "A length cannot fit the network",
        "{0} throws here: {1} has {2}, but {3}; write {4}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Sizes.InputSize is not { } inputSize || call.Sizes.OutputSize is not { } outputSize) return;

        Rows? rows = null;
        foreach ((string parameter, int width, string constant) in new[]
        {
            ("inputs", inputSize, nameof(NetworkSizes.InputSize)),
            ("outputs", outputSize, nameof(NetworkSizes.OutputSize)),
            ("outputGradients", outputSize, nameof(NetworkSizes.OutputSize)),
            ("targets", outputSize, nameof(NetworkSizes.OutputSize)),
            ("labels", 1, ""),
            ("inputGradients", inputSize, nameof(NetworkSizes.InputSize)),
        })
        {
            if (call.Argument(parameter) is not { } argument || ConstantElements.Length(argument.Value) is not { } length) continue;
            if (parameter == "inputGradients" && length == 0) continue;

            string factor = constant.Length == 0 ? "" : $" · {call.Sizes.Name}.{constant}";
            if (length % width != 0)
            {
                Report(argument, length, $"a sample has {width}", rows is null ? $"a multiple of {call.Sizes.Name}.{constant}" : $"{rows.Count}{factor}");
            }
            else if (rows is null)
            {
                rows = new Rows(parameter, length / width);
            }
            else if (length / width != rows.Count)
            {
                Report(argument, length, $"{rows.Parameter} has {rows.Samples}, which takes {(long)rows.Count * width}", $"{rows.Count}{factor}");
            }
        }

        CheckWorkspace(rows);
        if (call.Argument("gradients") is { } gradients && call.Sizes.ParameterCount is { } count && ConstantElements.Length(gradients.Value) is { } given && given != count)
        {
            Report(gradients, given, $"the network has {MessageText.Count(count, "parameter")}", $"{call.Sizes.Name}.ParameterCount");
        }

        void CheckWorkspace(Rows? known)
        {
            if (known is null || call.Argument("workspace") is not { } workspace || MaxBatch(workspace) is not { } most || known.Count <= most) return;
            Report(call.Argument(known.Parameter)!, ConstantElements.Length(call.Argument(known.Parameter)!.Value)!.Value, $"that is {known.Samples}, and the workspace was made for {most}", $"a workspace for {known.Count}");
        }

        void Report(IArgumentOperation argument, int length, string reason, string remedy) => context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            argument.Value.Syntax.GetLocation(),
            call.Name,
            argument.Parameter!.Name,
            MessageText.Count(length, "element"),
            reason,
            remedy));
    }

    private static int? MaxBatch(IArgumentOperation workspace) =>
        LocalVariable.Of(workspace.Value)?.Value.WithoutConversions() is IObjectCreationOperation { Arguments.Length: 1 } creation
            ? ConstantElements.Int(creation.Arguments[0].Value)
            : null;

    private sealed record Rows(string Parameter, int Count)
    {
        public string Samples => MessageText.Count(Count, "sample");
    }
}
