using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The backward kernels of one layer. "Deltas" are the derivatives of the loss by the pre-activations: those of a layer give its parameter
/// gradients, and, through its weights and the activation before, the deltas of the layer before.
/// </summary>
internal static class BackwardKernels
{
    /// <summary>dW = Xᵀ·dZ and db = the sum of dZ over the samples.</summary>
    public static void WriteParameterGradients(CodeWriter writer, LayerPlan plan)
    {
        LayerSpec layer = plan.Layer;
        Tile tile = plan.WeightGradients;
        string fanIn = Literal.Of(layer.FanIn);
        string tileRows = Literal.Of(tile.Rows);
        var product = new MatrixProduct(("inputs", 1, layer.FanIn), ("deltas", layer.FanOut), null, layer.FanOut, "gradients")
        {
            AStart = "input",
            CStart = layer.FanOut == 1 ? "input" : $"(input * {Literal.Of(layer.FanOut)})",
        };

        writer.Line($$"""
            /// <summary>Parameter gradients of a {{layer.FanIn}} → {{layer.FanOut}} layer: the weights' are inputsᵀ·deltas{{(layer.HasBias ? ", the biases' the sum of the deltas" : "")}}. Tile: {{tile}}.</summary>
            private static void {{KernelNames.ParameterGradients(layer)}}<TLanes>(ref float inputs, ref float deltas, ref float gradients, nint rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            if (layer.FanIn % tile.Rows == 0)
            {
                using (writer.Block($"for (nint input = 0; input < {fanIn}; {(tile.Rows == 1 ? "input++" : "input += " + tileRows)})")) product.Write(writer, tile);
            }
            else
            {
                using (writer.Block($"for (nint nextInput = 0; nextInput < {fanIn}; nextInput += {tileRows})"))
                {
                    writer.Line($"nint input = nint.Min(nextInput, {fanIn} - {tileRows});");
                    product.Write(writer, tile);
                }
            }

            if (layer.HasBias)
            {
                writer.Line();
                writer.Line($"{Names.Runtime}Columns.Sum<TLanes>(ref deltas, rows, {Literal.Of(layer.FanOut)}, {Names.At("gradients", layer.WeightCount)});");
            }
        }
    }

    /// <summary>dX = dZ·Wᵀ, and from it the deltas of the layer before.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The layer.</param>
    /// <param name="previous">The layer before; null for the first one, whose inputs have no activation.</param>
    public static void WriteInputGradients(CodeWriter writer, LayerPlan plan, LayerSpec? previous)
    {
        LayerSpec layer = plan.Layer;
        string name = KernelNames.InputGradients(layer, previous);
        string activations = previous is null ? "" : ", ref float inputs";
        string meaning = previous is null
            ? $"Derivatives by the inputs of a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer, deltas·weightsᵀ,"
            : $"Deltas before a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer, deltas·weightsᵀ through the derivative of {previous.ActivationName},";

        WriteTile(writer, $"{meaning} for one sample. Tile: {plan.InputGradientsSample}.", name + "Sample", plan, previous, plan.InputGradientsSample);
        writer.Line();
        if (plan.InputGradientsBatch.Rows > 1)
        {
            string summary = $"{meaning} for {Literal.Of(plan.InputGradientsBatch.Rows)} samples. Tile: {plan.InputGradientsBatch}.";
            WriteTile(writer, summary, name + "Tile", plan, previous, plan.InputGradientsBatch);
            writer.Line();
        }

        writer.Line($$"""
            /// <summary>{{meaning}} for any number of samples.</summary>
            private static void {{name}}<TLanes>(ref float parameters, ref float transposed, ref float deltas{{activations}}, ref float results, nint rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            // A vector is its own transpose.
            bool isTransposed = layer.FanIn == 1 || layer.FanOut == 1;
            string weights = isTransposed ? "ref parameters" : "ref transposed";
            if (!isTransposed)
            {
                writer.Line($"{Names.Runtime}Columns.Transpose(ref parameters, {Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}, ref transposed);");
            }

            string Call(string kernel, string row)
            {
                string fanIn = $"{row} * {Literal.Of(layer.FanIn)}";
                string from = Names.At("deltas", $"{row} * {Literal.Of(layer.FanOut)}");
                string through = previous is null ? "" : Names.At("inputs", fanIn) + ", ";
                return $"{name}{kernel}<TLanes>({weights}, {from}, {through}{Names.At("results", fanIn)});";
            }

            RowLoop.Write(writer, plan.InputGradientsBatch.Rows, row => Call("Sample", row), row => Call("Tile", row));
        }
    }

    /// <summary>The deltas of the last layer from the derivatives by its outputs; the two may be the same memory.</summary>
    public static void WriteOutputDeltas(CodeWriter writer, LayerSpec last)
    {
        writer.Line($$"""
            /// <summary>Deltas of the last layer from the derivatives by its outputs.</summary>
            private static void OutputDeltas<TLanes>(ref float gradients, ref float outputs, ref float deltas, nint rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            if (last.IsRowwise)
            {
                writer.Line($"{Names.Runtime}{last.Activation}.Gradient<TLanes>(ref gradients, ref outputs, ref deltas, rows, {Literal.Of(last.FanOut)});");
                return;
            }

            writer.Line($"nint count = rows * {Literal.Of(last.FanOut)};");
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
            {
                string gradient = ActivationCalls.Gradient(
                    last, $"TLanes.Load(ref gradients, {index}{load})", $"TLanes.Load(ref outputs, {index}{load})");
                return $"TLanes.Store({gradient}, ref deltas, {index}{store});";
            });
        }
    }

    private static void WriteTile(CodeWriter writer, string summary, string name, LayerPlan plan, LayerSpec? previous, Tile tile)
    {
        LayerSpec layer = plan.Layer;
        var product = new MatrixProduct(("deltas", layer.FanOut, 1), ("weights", layer.FanIn), layer.FanOut, layer.FanIn, "results")
        {
            Finish = (sum, index) => previous is null ? sum : ActivationCalls.Gradient(previous, sum, $"TLanes.Load(ref inputs, {index})"),
        };

        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"private static void {name}<TLanes>(ref float weights, ref float deltas, {(previous is null ? "" : "ref float inputs, ")}ref float results)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            product.Write(writer, tile);
            if (previous is { IsRowwise: true })
            {
                writer.Line($"{Names.Runtime}{previous.Activation}.Gradient<TLanes>(ref results, ref inputs, ref results, {Literal.Of(tile.Rows)}, {Literal.Of(layer.FanIn)});");
            }
        }
    }
}
