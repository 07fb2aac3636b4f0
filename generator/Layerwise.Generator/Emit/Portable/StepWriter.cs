using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>
/// The steps of inference as plain loops. A product goes through its weights as they lie, [fanIn, fanOut], four inputs at a time: the sums of all outputs are independent
/// of each other, which compilers vectorize without being allowed to change the order of additions, and each addition to memory stands for four products.
/// </summary>
/// <remarks>
/// Measured against tiles of 8 and 16 sums in local variables, at 784 → 128 and 64 → 32: gcc and clang take 4 to 12 times as long for those (gcc vectorizes none of them), .NET
/// without vectors is a quarter faster, Mono a quarter slower.
/// </remarks>
/// <param name="plan">How the network is compiled.</param>
/// <param name="tensors">Its constants.</param>
/// <param name="language">The language.</param>
internal sealed class StepWriter(NetworkPlan plan, PortableTensors tensors, Language language)
{
    private const int InputsAtOnce = 4;

    private readonly SortedDictionary<string, PortablePhi> _functions = new(StringComparer.Ordinal);

    /// <summary>The functions that the steps call, once they are written.</summary>
    public IEnumerable<PortablePhi> Functions => _functions.Values;

    /// <summary>The arrays among inputs, outputs and hidden values that a step reads or writes.</summary>
    public IEnumerable<Place> ArraysOf(Operation step) => IsDone(step) ? [] : step.Reads.Append(step.Writes).Select(value => PlaceOf(value) with { Offset = 0 });

    /// <summary>Whether what a step makes is there already, where it belongs.</summary>
    public bool IsDone(Operation step) => step is Join && step.Reads.All(value => plan.HeadOffsetOf(value) is not null);

    /// <summary>Writes the loops of a step.</summary>
    public void Write(CodeWriter writer, Operation step)
    {
        Place reads = PlaceOf(step.Reads[0]);
        Place writes = PlaceOf(step.Writes);
        switch (step)
        {
            case MatMul product:
                WriteProduct(writer, product, reads, writes);
                if (product.IsScaled) WriteScaled(writer, product, writes, writes);
                WriteActivation(writer, product, product.Finish, writes, writes);
                break;
            case Normalize normalize:
                WriteScaled(writer, normalize, reads, writes);
                break;
            case NormalizeRows normalize:
                WriteNormalized(writer, normalize, reads, writes);
                WriteActivation(writer, normalize, normalize.Finish, writes, writes);
                break;
            case Activate activate:
                WriteActivation(writer, activate, activate.Phi, reads, writes);
                break;
            case Sum sum:
                Loop(writer, sum.Width, j => $"{writes.At(j)} = {reads.At(j)} + {PlaceOf(sum.Reads[1]).At(j)};");
                break;
            case Join join:
                WriteJoin(writer, join);
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} has no loops in a file of its own.");
        }
    }

    private Place PlaceOf(int value)
    {
        if (value == Graph.Inputs) return language.Inputs;
        if (plan.HeadOffsetOf(value) is int start) return language.Outputs with { Offset = start };
        return plan.OffsetOf(value) is int offset ? language.Hidden with { Offset = offset } : language.Outputs;
    }

    private Place Constants(string name) => new(language.Name(name));

    private void WriteProduct(CodeWriter writer, MatMul product, Place reads, Place writes)
    {
        Place weights = Constants(tensors.Name(product.Layer, product.Weights));
        Place? biases = product.HasBias ? Constants(tensors.Name(product.Layer, TensorRole.Biases)) : null;
        int fanOut = product.FanOut;
        Loop(writer, fanOut, j => $"{writes.At(j)} = {biases?.At(j) ?? "0"};");
        int whole = product.FanIn / InputsAtOnce * InputsAtOnce;
        if (whole > InputsAtOnce)
        {
            using (writer.Block($"for (int i = 0; i < {Literal.Of(whole)}; i += {Literal.Of(InputsAtOnce)})"))
            {
                writer.Line($"int w = {Times(fanOut)}i;");
                WriteInputs(writer, reads, "i", 0, InputsAtOnce);
                Loop(writer, fanOut, j => $"{writes.At(j)} += {Products(weights with { Base = "w" }, j, fanOut, 0, InputsAtOnce)};");
            }
        }

        int done = whole > InputsAtOnce ? whole : 0;
        while (done < product.FanIn)
        {
            int count = Math.Min(InputsAtOnce, product.FanIn - done);
            writer.Line("{");
            using (writer.Indented("}"))
            {
                WriteInputs(writer, reads, "0", done, count);
                Loop(writer, fanOut, j => $"{writes.At(j)} += {Products(weights, j, fanOut, done, count)};");
            }

            done += count;
        }
    }

    private static void WriteInputs(CodeWriter writer, Place reads, string index, int start, int count) =>
        writer.Line($"float {string.Join(", ", Enumerable.Range(0, count).Select(k => $"x{Literal.Of(k)} = {reads.At(index, start + k)}"))};");

    private static string Products(Place weights, string column, int fanOut, int start, int count)
    {
        string[] products = [.. Enumerable.Range(0, count).Select(k => $"x{Literal.Of(k)} * {weights.At(column, (start + k) * fanOut)}")];
        return count == InputsAtOnce ? $"({products[0]} + {products[1]}) + ({products[2]} + {products[3]})" : string.Join(" + ", products);
    }

    private static string Times(int factor) => factor == 1 ? "" : $"{Literal.Of(factor)} * ";

    private void WriteScaled(CodeWriter writer, Operation step, Place reads, Place writes)
    {
        (string scales, string shifts) = tensors.Scales(step.Layer);
        ForEachRow(writer, step, (reads, writes), (z, y) =>
            Loop(writer, step.Channels, j => $"{y(j)} = {z(j)} * {Constants(scales).At(j)} + {Constants(shifts).At(j)};"));
    }

    private void WriteNormalized(CodeWriter writer, NormalizeRows normalize, Place reads, Place writes)
    {
        LayerSpec layer = normalize.Layer;
        bool isCentred = layer.LayerNormalization;
        int width = normalize.Channels;
        string count = language.Number(width);
        Place gamma = Constants(tensors.Name(layer, TensorRole.Gamma));
        Place? beta = isCentred ? Constants(tensors.Name(layer, TensorRole.Beta)) : null;
        ForEachRow(writer, normalize, (reads, writes), (z, y) =>
        {
            string Centred(string j) => isCentred ? $"({z(j)} - mean)" : z(j);
            if (isCentred)
            {
                writer.Line("float mean = 0;");
                Loop(writer, width, j => $"mean += {z(j)};");
                writer.Line($"mean /= {count};");
            }

            writer.Line("float power = 0;");
            Loop(writer, width, j => $"power += {Centred(j)} * {Centred(j)};");
            writer.Line($"float scale = 1 / {language.Call(MathFunction.Sqrt, $"power / {count} + {language.Number(layer.NormalizationEpsilon)}")};");
            Loop(writer, width, j => $"{y(j)} = {Centred(j)} * scale * {gamma.At(j)}{(beta is { } shift ? " + " + shift.At(j) : "")};");
        });
    }

    private void WriteActivation(CodeWriter writer, Operation step, ActivationSpec phi, Place reads, Place writes)
    {
        if (phi.Traits.IsRowwise)
        {
            WriteSoftmax(writer, step, phi.Traits.GivesLogarithms, reads, writes);
            return;
        }

        if (phi.Traits.IsLinear)
        {
            if (reads != writes) Loop(writer, step.Width, j => $"{writes.At(j)} = {reads.At(j)};");
            return;
        }

        PortablePhi function = PortablePhi.Of(phi.Kind);
        if (function.Library is null) _functions[function.Name] = function;
        if (phi.HasSlopePerUnit)
        {
            Place slopes = Constants(tensors.Name(step.Layer, TensorRole.Slope));
            ForEachRow(writer, step, (reads, writes), (z, a) => Loop(writer, step.Channels, j => $"{a(j)} = {function.Call(language, z(j), slopes.At(j))};"));
            return;
        }

        string slope = language.Number(phi.Traits.HasLearnedSlope ? tensors.Only(step.Layer, TensorRole.Slope) : phi.Slope);
        Loop(writer, step.Width, j => $"{writes.At(j)} = {function.Call(language, reads.At(j), slope)};");
    }

    private void WriteSoftmax(CodeWriter writer, Operation step, bool givesLogarithms, Place reads, Place writes) =>
        ForEachRow(writer, step, (reads, writes), (z, y) =>
        {
            int width = step.Channels;
            writer.Line($"float most = {z("0")};");
            if (width > 1) writer.Line($"for (int j = 1; j < {Literal.Of(width)}; j++) most = {z("j")} > most ? {z("j")} : most;");
            writer.Line("float sum = 0;");
            string Exponential(string j) => language.Call(MathFunction.Exp, $"{z(j)} - most");
            if (givesLogarithms)
            {
                Loop(writer, width, j => $"sum += {Exponential(j)};");
                writer.Line($"most += {language.Call(MathFunction.Log, "sum")};");
                Loop(writer, width, j => $"{y(j)} = {z(j)} - most;");
                return;
            }

            Loop(writer, width, j => $"sum += {y(j)} = {Exponential(j)};");
            Loop(writer, width, j => $"{y(j)} /= sum;");
        });

    private void WriteJoin(CodeWriter writer, Join join)
    {
        for (int head = 0; head < join.Reads.Count; head++)
        {
            Place from = PlaceOf(join.Reads[head]);
            Place to = language.Outputs with { Offset = plan.Network.Heads[head].Offset };
            if (from != to) Loop(writer, plan.Network.Heads[head].Size, j => $"{to.At(j)} = {from.At(j)};");
        }
    }

    // What goes over the channels of each position; most values have one position.
    private static void ForEachRow(CodeWriter writer, Operation step, (Place Reads, Place Writes) places, Action<Func<string, string>, Func<string, string>> write)
    {
        bool isSingle = step.Width == step.Channels;
        writer.Line(isSingle ? "{" : $"for (int row = 0; row < {Literal.Of(step.Width)}; row += {Literal.Of(step.Channels)})");
        if (!isSingle) writer.Line("{");
        Func<string, string> At(Place place) => isSingle ? index => place.At(index) : index => place.At(index == "0" ? "row" : "row + " + index);
        using (writer.Indented("}")) write(At(places.Reads), At(places.Writes));
    }

    // A loop of one turn is its body.
    private static void Loop(CodeWriter writer, int count, Func<string, string> body) =>
        writer.Line(count == 1 ? body("0") : $"for (int j = 0; j < {Literal.Of(count)}; j++) {body("j")}");
}
