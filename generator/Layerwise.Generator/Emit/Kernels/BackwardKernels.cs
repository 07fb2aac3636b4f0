using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>
/// The backward kernels of one layer. "Deltas" are the derivatives of the loss by the pre-activations: those of a layer give its parameter
/// gradients, and, through its weights and the activation before, the deltas of the layer before.
/// </summary>
internal static class BackwardKernels
{
    /// <summary>dW = Xᵀ·dZ and db = the sum of dZ over the samples.</summary>
    public static void WriteParameterGradients(CodeWriter writer, MatMulPlan plan)
    {
        LayerSpec layer = plan.Layer;
        Tile tile = plan.WeightGradients;
        var product = new MatrixProduct(("inputs", 1, layer.FanIn), plan.PacksPanels ? "panel" : "deltas", null, layer.FanOut, "gradients")
        {
            IsPacked = plan.PacksPanels,
            AStart = "input",
            CStart = layer.FanOut == 1 ? "input" : $"(input * {Literal.Of(layer.FanOut)})",
        };

        writer.Line($"/// <summary>Parameter gradients of a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer: the weights' are inputsᵀ·deltas{(layer.HasBias ? ", the biases' the sum of the deltas" : "")}. Tile: {tile}.</summary>");
        using (KernelMethod.Write(writer, $"{KernelNames.ParameterGradients(layer)}<TLanes>(ref float inputs, ref float deltas, ref float gradients, {(plan.PacksPanels ? "ref float panel, " : "")}nint rows)"))
        {
            using (MatrixProduct.Panels(writer, layer.FanOut, tile))
            {
                if (plan.PacksPanels)
                {
                    writer.Line($"{Names.Runtime}Columns.Pack<TLanes>({Names.At("deltas", "column")}, rows, {Literal.Of(layer.FanOut)}, {MatrixProduct.PanelWidth(tile)}, ref panel);");
                }

                using (RowLoop.OverInputs(writer, layer.FanIn, tile.Rows)) product.Write(writer, tile);
            }

            if (layer.HasBias)
            {
                writer.Line();
                writer.Line($"{Names.Runtime}Columns.Sum<TLanes>(ref deltas, rows, {Literal.Of(layer.FanOut)}, {Names.At("gradients", layer.Tensors.Offset(TensorRole.Biases))});");
            }
        }
    }

    /// <summary>dX = dZ·Wᵀ, and from it the deltas of the layer before.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The product.</param>
    public static void WriteInputGradients(CodeWriter writer, MatMulPlan plan)
    {
        LayerSpec layer = plan.Layer;
        ActivationSpec? previous = plan.Operation.Through;
        Tile tile = plan.InputGradients;
        string name = KernelNames.InputGradients(plan.Operation);
        string activations = previous is null ? "" : "ref float inputs, ";
        string meaning = previous is null
            ? $"Derivatives by the inputs of a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer, deltas·weightsᵀ,"
            : $"Deltas before a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer, deltas·weightsᵀ through the derivative of {previous.Name},";

        WriteInputGradientsSample(writer, plan, previous, name, activations, meaning);
        if (plan.TransposesPanels)
        {
            writer.Line();
            WriteInputGradientsTile(writer, plan, previous, name, activations, meaning);
        }

        string Ends(string row)
        {
            string fanIn = $"{row} * {Literal.Of(layer.FanIn)}";
            string through = previous is null ? "" : Names.At("inputs", fanIn) + ", ";
            return $"{Names.At("deltas", $"{row} * {Literal.Of(layer.FanOut)}")}, {through}{Names.At("results", fanIn)}";
        }

        writer.Line();
        writer.Line($"/// <summary>{meaning} for any number of samples.</summary>");
        using (KernelMethod.Write(writer, $"{name}<TLanes>(ref float parameters, ref float panel, ref float deltas, {activations}ref float results, nint rows)"))
        {
            if (!plan.TransposesPanels)
            {
                writer.Line($"for (nint row = 0; row < rows; row++) {name}Sample<TLanes>(ref parameters, {Ends("row")});");
                return;
            }

            RowLoop.WriteFew(writer, tile.Rows, row => $"{name}Sample<TLanes>(ref parameters, {Ends(row)});");
            using (MatrixProduct.Panels(writer, layer.FanIn, tile))
            {
                string weights = Names.At("parameters", "column * " + Literal.Of(layer.FanOut));
                string width = MatrixProduct.PanelWidth(tile);
                string height = layer.FanIn < tile.Vectors * CodeBudget.WidestLanes ? $"int.Min({width}, {Literal.Of(layer.FanIn)})" : width;
                writer.Line($"{Names.Runtime}Columns.Transpose({weights}, {height}, {Literal.Of(layer.FanOut)}, ref panel, {width});");
                RowLoop.WriteTiles(writer, tile.Rows, row => $"{name}Tile<TLanes>(ref panel, {Ends(row)}, column);");
            }

            if (previous is { Traits.IsRowwise: true }) WriteThroughActivation(writer, layer, previous, "rows");
        }
    }

    private static void WriteInputGradientsSample(
        CodeWriter writer, MatMulPlan plan, ActivationSpec? previous, string name, string activations, string meaning)
    {
        LayerSpec layer = plan.Layer;
        string how = layer.FanOut == 1 ? "the delta times the weights" : "the dot product of the deltas with each row of weights";
        writer.Line($"/// <summary>{meaning} for one sample: {how}.</summary>");
        using (KernelMethod.Write(writer, $"{name}Sample<TLanes>(ref float parameters, ref float deltas, {activations}ref float results)"))
        {
            if (layer.FanOut > 1)
            {
                DotProducts.Write(writer, layer);
                WriteThroughActivation(writer, layer, previous, "1");
                return;
            }

            MatrixProduct product = InputGradients(layer, previous, "parameters");
            using (MatrixProduct.Panels(writer, layer.FanIn, plan.InputGradientsOfOneDelta)) product.Write(writer, plan.InputGradientsOfOneDelta);
            if (previous is { Traits.IsRowwise: true }) WriteThroughActivation(writer, layer, previous, "1");
        }
    }

    private static MatrixProduct InputGradients(LayerSpec layer, ActivationSpec? previous, string weights) =>
        new(("deltas", layer.FanOut, 1), weights, layer.FanOut, layer.FanIn, "results")
        {
            Finish = (sum, index, _) => previous is null ? sum : ActivationCalls.Gradient(previous, sum, $"TLanes.Load(ref inputs, {index})"),
        };

    private static void WriteInputGradientsTile(
        CodeWriter writer, MatMulPlan plan, ActivationSpec? previous, string name, string activations, string meaning)
    {
        LayerSpec layer = plan.Layer;
        Tile tile = plan.InputGradients;
        writer.Line($"/// <summary>{meaning} for {Literal.Of(tile.Rows)} samples. Tile: {tile}.</summary>");
        using (KernelMethod.Write(writer, $"{name}Tile<TLanes>(ref float panel, ref float deltas, {activations}ref float results, nint column)"))
        {
            MatrixProduct product = InputGradients(layer, previous, "panel") with { IsPacked = true };
            product.Write(writer, tile);
        }
    }

    // The derivatives by activations that lie in memory become those by pre-activations.
    private static void WriteThroughActivation(CodeWriter writer, LayerSpec layer, ActivationSpec? previous, string rows)
    {
        if (previous is null || previous.Traits.IsLinear) return;
        writer.Line();
        if (previous.Traits.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{previous.Kind}.Gradient<TLanes>(ref results, ref inputs, ref results, {rows}, {Literal.Of(layer.FanIn)});");
            return;
        }

        writer.Line($"const int count = {Literal.Of(layer.FanIn)};");
        ActivationCalls.ElementLoop(writer, (index, load, store) =>
        {
            string gradient = ActivationCalls.Gradient(previous, $"TLanes.Load(ref results, {index}{load})", $"TLanes.Load(ref inputs, {index}{load})");
            return $"TLanes.Store({gradient}, ref results, {index}{store});";
        });
    }
}
