using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>
/// Nodes that take one step of a sequence after the other: GRU, LSTM and RNN. Their gates come in another order than here, their matrices are transposed, and they have a bias for
/// each of both.
/// </summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What matrices may take that are turned.</param>
/// <param name="steps">Ends what is read.</param>
internal sealed class RecurrentOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps)
{
    // Inputs of all three; the last one is that of an LSTM.
    private const int Matrix = 1;
    private const int RecurrentMatrix = 2;
    private const int BothBiases = 3;
    private const int Lengths = 4;
    private const int FirstState = 5;
    private const int FirstCell = 6;
    private const int Peepholes = 7;

    /// <summary>What a node makes of sequences: all steps, the last one and, of an LSTM, its cell, as far as the node writes them.</summary>
    /// <exception cref="OnnxException">It is none that this library has.</exception>
    public object[] Compute(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        CheckAttributes(node);
        Constant matrix = ConstantAt(node, inputs, Matrix, "weights") ?? throw node.Fault("it has no weights.");
        Constant recurrent = ConstantAt(node, inputs, RecurrentMatrix, "weights") ?? throw node.Fault("it has no weights of what it remembers.");
        Constant? biases = ConstantAt(node, inputs, BothBiases, "biases");
        LayerKind kind = node.Operation switch { "GRU" => LayerKind.Gru, "LSTM" => LayerKind.Lstm, _ => LayerKind.Rnn };
        int[] gates = GatesOf(kind);
        (int width, int units) = Sizes(node, gates.Length, matrix, recurrent, biases);
        CheckInputs(node, inputs);
        bool areSamplesFirst = node.Integer("layout", 0) != 0;
        bool fits = flow.Shape?.Recurrent(units, areSamplesFirst) is not null && flow.Shape.Width == width;
        if (!fits)
        {
            throw node.Fault(
                $"it takes [{(areSamplesFirst ? "samples, steps" : "steps, samples")}, {width}] and reads values of shape {flow.Shape?.ToString() ?? "that nothing says"}; expected sequences whose steps have {width} numbers.");
        }

        (Activation activation, float slope) = ActivationOf(node, kind);
        bool resetsFirst = kind == LayerKind.Gru && node.Integer("linear_before_reset", 0) == 0;
        bool hasBoth = kind == LayerKind.Gru && !resetsFirst;
        budget.Take(matrix.Count + recurrent.Count, sizeof(float));
        float[] weights = Turned(matrix.Floats, gates, units, width);
        float[] recurrentWeights = Turned(recurrent.Floats, gates, units, units);
        var step = new RecurrentStep(node.Name, kind, width, units, weights, recurrentWeights, Biases(hasBoth, gates, units, biases, first: true))
        {
            RecurrentBiases = hasBoth ? Biases(hasBoth, gates, units, biases, first: false) : [],
            ResetAfter = !resetsFirst,
            Activation = activation,
            Slope = slope,
        };
        int place = builder.Add(steps.Settle(flow).Place, step);
        RowShape all = flow.Shape!.Recurrent(units, areSamplesFirst)!;
        RowShape last = flow.Shape.RecurrentLast(units, areSamplesFirst)!;
        return [Flow.Plain(node, place, all), Flow.Plain(node, place, last), new RememberedValue(node.Outputs.ElementAtOrDefault(2) ?? node.Name, IsBeginning: false)];
    }

    // Here: r, z, n; i, f, g, o.
    private static int[] GatesOf(LayerKind kind) => kind switch
    {
        LayerKind.Gru => [1, 0, 2],
        LayerKind.Lstm => [0, 2, 3, 1],
        _ => [0],
    };

    private static void CheckAttributes(OnnxNode node)
    {
        string direction = node.Attribute("direction")?.Text ?? "";
        if (direction is not ("" or "forward")) throw node.Fault($"its direction is {FileText.Quote(direction)}; expected 'forward', because a state knows no future.");
        if (node.Attribute("clip") is { Single: not 0 } clip) throw node.Fault($"it limits its sums to {clip.Single} (clip); expected none of that.");
        if (node.Integer("input_forget", 0) != 0) throw node.Fault("its input gate is what its forget gate leaves (input_forget); expected a gate of its own.");
    }

    private static Constant? ConstantAt(OnnxNode node, IReadOnlyList<object?> inputs, int index, string what)
    {
        object? value = inputs.Count > index ? inputs[index] : null;
        return value is null or Constant { IsFloat: true } ? (Constant?)value : throw node.Fault($"its input {index + 1} is computed from the samples, or has no floats; expected constant {what}.");
    }

    private static (int Width, int Units) Sizes(OnnxNode node, int gates, Constant matrix, Constant recurrent, Constant? biases)
    {
        long units = recurrent.Shape.Length == 3 ? recurrent.Shape[2] : 0;
        long width = matrix.Shape.Length == 3 ? matrix.Shape[2] : 0;
        bool fit = units > 0 && width > 0
            && matrix.Shape.AsSpan().SequenceEqual(new[] { 1, gates * units, width })
            && recurrent.Shape.AsSpan().SequenceEqual(new[] { 1, gates * units, units })
            && (biases is null || biases.Shape.AsSpan().SequenceEqual(new[] { 1, 2 * gates * units }))
            && node.Integer("hidden_size", units) == units;
        return fit ? ((int)width, (int)units) : throw node.Fault(
            $"its weights have the shapes {TensorShape.Text(matrix.Shape)} and {TensorShape.Text(recurrent.Shape)}, and its biases {(biases is null ? "none" : TensorShape.Text(biases.Shape))}; "
            + $"expected [1, {gates} × units, numbers of a step], [1, {gates} × units, units] and [1, {2 * gates} × units].");
    }

    private static void CheckInputs(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        object? At(int index) => inputs.Count > index ? inputs[index] : null;
        bool isOfAllSteps = At(Lengths) is null or Constant { IsFloat: false } && (At(Lengths) as Constant)?.Integers.All(static length => length == Constant.Steps) != false;
        if (!isOfAllSteps) throw node.Fault("it is told how many steps each sequence has (sequence_lens); expected all of them.");
        bool beginsWithNothing = RememberedValue.CanBegin(At(FirstState)) && (node.Operation != "LSTM" || RememberedValue.CanBegin(At(FirstCell)));
        if (!beginsWithNothing) throw node.Fault("it begins with other numbers than zeros (initial_h, initial_c), or with what was computed; expected zeros, or an input of the file.");
        if (node.Operation == "LSTM" && At(Peepholes) is not null && !AreZeros(At(Peepholes))) throw node.Fault("its gates read the cell (peepholes, P); expected none.");
    }

    private static bool AreZeros(object? value) => value is Constant { IsFloat: true } constant && Array.TrueForAll(constant.Floats, static number => number == 0);

    private static (Activation Activation, float Slope) ActivationOf(OnnxNode node, LayerKind kind)
    {
        string[] usual = kind switch { LayerKind.Gru => ["Sigmoid", "Tanh"], LayerKind.Lstm => ["Sigmoid", "Tanh", "Tanh"], _ => ["Tanh"] };
        List<string> names = node.Attribute("activations")?.Texts is { Count: > 0 } given ? given : [.. usual];
        if (names.SequenceEqual(usual, StringComparer.OrdinalIgnoreCase)) return (Activation.Tanh, 0);
        if (kind == LayerKind.Rnn && names.Count == 1 && CurveOf(node, names[0]) is { } curve)
        {
            (Activation Activation, float Slope)? found = SampledCurve.AsActivation(Array.ConvertAll(SampledCurve.Places, x => curve(x)));
            if (found is { } known && !ActivationTraits.Of(known.Activation).HasLearnedSlope) return known;
        }

        throw node.Fault($"its activations are {string.Join(", ", names.Select(FileText.Quote))}; expected {string.Join(", ", usual)}{(kind == LayerKind.Rnn ? " or an activation of this library" : "")}.");
    }

    // Its settings stand in lists, with their own values where they are left out.
    private static Func<double, double>? CurveOf(OnnxNode node, string name)
    {
        double? alpha = First(node.Attribute("activation_alpha"));
        double? beta = First(node.Attribute("activation_beta"));
        return name.ToUpperInvariant() switch
        {
            "RELU" => static x => Math.Max(0, x),
            "SIGMOID" => static x => 1 / (1 + Math.Exp(-x)),
            "SOFTSIGN" => static x => x / (1 + Math.Abs(x)),
            "SOFTPLUS" => static x => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x)),
            "LEAKYRELU" => x => x < 0 ? (alpha ?? 0.01) * x : x,
            "ELU" => x => x < 0 ? (alpha ?? 1) * (Math.Exp(x) - 1) : x,
            "HARDSIGMOID" => x => NumberFunctions.Clip(((alpha ?? 0.2) * x) + (beta ?? 0.5), 0, 1),
            "AFFINE" => x => ((alpha ?? 1) * x) + (beta ?? 0),
            _ => null,
        };
    }

    private static double? First(OnnxAttribute? list)
    {
        if (list is null || list.Singles.Count == 0) return null;
        float[] values = TensorFloats.Read(list.Singles[0].Bytes.Span.Slice(0, list.Singles[0].Bytes.Length & ~3), TensorType.F32);
        return values.Length > 0 ? values[0] : null;
    }

    // From [gates × units, columns] to [columns, gates × units].
    private static float[] Turned(float[] values, int[] gates, int units, int columns)
    {
        float[] turned = new float[values.Length];
        int width = gates.Length * units;
        for (int gate = 0; gate < gates.Length; gate++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                int row = ((gates[gate] * units) + unit) * columns;
                for (int column = 0; column < columns; column++) turned[(column * width) + (gate * units) + unit] = values[row + column];
            }
        }

        return turned;
    }

    // Those of the inputs come first in the file. Where a layer has one, it is their sum.
    private static double[] Biases(bool hasBoth, int[] gates, int units, Constant? biases, bool first)
    {
        int width = gates.Length * units;
        double[] ordered = new double[width];
        if (biases is null) return ordered;
        float[] values = biases.Floats;
        for (int i = 0; i < width; i++)
        {
            int place = (gates[i / units] * units) + (i % units);
            ordered[i] = !hasBoth ? (double)values[place] + values[width + place] : values[first ? place : width + place];
        }

        return ordered;
    }
}
