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
        // With a state a call takes steps, as many as it likes.
        NetworkSizes sizes = call.Sizes;
        bool takesSteps = call.Argument("state") is not null;
        if ((takesSteps ? sizes.StepInputSize : sizes.InputSize) is not { } inputSize || (takesSteps ? sizes.StepOutputSize : sizes.OutputSize) is not { } outputSize) return;

        string one = takesSteps ? "step" : "sample";
        string inputName = takesSteps ? nameof(NetworkSizes.StepInputSize) : nameof(NetworkSizes.InputSize);
        string outputName = takesSteps ? nameof(NetworkSizes.StepOutputSize) : nameof(NetworkSizes.OutputSize);
        Rows? rows = null;
        (string Parameter, int Width, string Constant)[] lengths =
        [
            ("inputs", inputSize, inputName),
            ("outputs", outputSize, outputName),
            ("outputGradients", outputSize, outputName),
            ("targets", outputSize, outputName),
            ("labels", sizes.LabelsOfSample, ""),
            .. call.OfHeads().Select(head => LengthOfHead(head, sizes)),
            ("inputGradients", inputSize, inputName),
        ];
        foreach ((string parameter, int width, string constant) in lengths)
        {
            if (call.Argument(parameter) is not { } argument || ConstantElements.Length(argument.Value) is not { } length) continue;

            // Empty where nobody asks for those, or for zeros.
            if (parameter.EndsWith("Gradients", StringComparison.Ordinal) && parameter != "outputGradients" && length == 0) continue;

            string factor = constant.Length > 0 ? $" · {sizes.Name}.{constant}" : width > 1 ? $" · {width}" : "";
            if (length % width != 0)
            {
                string multiple = constant.Length > 0 ? $"{sizes.Name}.{constant}" : $"{width}";
                Report(argument, length, $"a {one} has {width}", rows is null ? $"a multiple of {multiple}" : $"{rows.Count}{factor}");
            }
            else if (rows is null)
            {
                rows = new Rows(parameter, length / width, one);
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

    // A network that answers at each step of a sequence has numbers of an output for each.
    private static (string Parameter, int Width, string Constant) LengthOfHead((IArgumentOperation Argument, string What, int Size) head, NetworkSizes sizes)
    {
        string parameter = head.Argument.Parameter!.Name;
        int answers = sizes.LabelsOfSample;
        if (head.What == "Labels") return (parameter, answers, "");
        string size = char.ToUpperInvariant(parameter[0]) + parameter.Substring(1, parameter.Length - head.What.Length - 1) + "Size";
        return (parameter, answers * head.Size, answers > 1 ? $"Steps · {sizes.Name}.{size}" : size);
    }

    private static int? MaxBatch(IArgumentOperation workspace) =>
        LocalVariable.Of(workspace.Value)?.Value.WithoutConversions() is IObjectCreationOperation { Arguments.Length: 1 } creation
            ? ConstantElements.Int(creation.Arguments[0].Value)
            : null;

    private sealed record Rows(string Parameter, int Count, string One)
    {
        public string Samples => MessageText.Count(Count, One);
    }
}
