using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>The steps of inference as plain loops.</summary>
/// <param name="plan">How the network is compiled.</param>
/// <param name="tensors">Its constants.</param>
/// <param name="language">The language.</param>
internal sealed class StepWriter(NetworkPlan plan, PortableTensors tensors, Language language)
{
    private readonly SortedDictionary<string, PortablePhi> _functions = new(StringComparer.Ordinal);

    /// <summary>The functions that the steps call, once they are written.</summary>
    public IEnumerable<PortablePhi> Functions => _functions.Values;

    /// <summary>The arrays among inputs, outputs and hidden values that a step reads or writes.</summary>
    public IEnumerable<Place> ArraysOf(Operation step)
    {
        IEnumerable<Place> values = IsDone(step) ? [] : step.Reads.Append(step.Writes).Select(value => PlaceOf(value) with { Offset = 0 });
        return step switch
        {
            Recur => [.. values, language.Hidden, language.Memory],
            ConvolveStep { Layer.StateSize: > 0 } => [.. values, language.Memory],
            _ => values,
        };
    }

    /// <summary>Whether what a step makes is there already, where it belongs.</summary>
    public bool IsDone(Operation step) => step is Join && step.Reads.All(value => plan.HeadOffsetOf(value) is not null);

    /// <summary>Writes the loops of a step.</summary>
    public void Write(CodeWriter writer, Operation step)
    {
        Place reads = PlaceOf(step.Reads[0]);
        Place writes = PlaceOf(step.Writes);
        switch (step)
        {
            case LinearMap map:
                WriteMap(writer, map, reads, writes);
                if (map.IsScaled) WriteScaled(writer, map, writes, writes);
                WriteActivation(writer, map, map.Finish, writes, writes);
                break;
            case Pad pad:
                WindowWriter.WritePad(writer, pad, reads, writes);
                break;
            case Pool pool:
                WindowWriter.WritePool(writer, pool, language, reads, writes);
                break;
            case Normalize normalize:
                WriteScaled(writer, normalize, reads, writes);
                break;
            case NormalizeRows normalize:
                WriteNormalized(writer, normalize, reads, writes);
                WriteActivation(writer, normalize, normalize.Finish, writes, writes);
                break;
            case NormalizeGroups normalize:
                WriteGroups(writer, normalize, reads, writes);
                WriteActivation(writer, normalize, normalize.Finish, writes, writes);
                break;
            case Activate activate:
                WriteActivation(writer, activate, activate.Phi, reads, writes);
                break;
            case Sum sum:
                SumWriter.Loop(writer, sum.Width, j => $"{writes.At(j)} = {reads.At(j)} + {PlaceOf(sum.Reads[1]).At(j)};");
                break;
            case Recur recur:
                WriteRecurrence(writer, recur, reads, writes);
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

    private void WriteMap(CodeWriter writer, LinearMap map, Place reads, Place writes)
    {
        Place weights = tensors.Matrix(map.Layer, map.Weights, language);
        Place? biases = map.HasBias ? Constants(tensors.Name(map.Layer, TensorRole.Biases)) : null;
        switch (map)
        {
            case MatMul { IsPointwise: true } product:
                using (writer.Block($"for (int row = 0; row < {Literal.Of(product.Width / product.FanOut)}; row++)"))
                {
                    writer.Line($"int a = {SumWriter.Times(product.FanIn)}row, z = {SumWriter.Times(product.FanOut)}row;");
                    WriteProduct(product, reads.From("a"), writes.From("z"));
                }

                break;
            case MatMul product:
                WriteProduct(product, reads, writes);
                break;
            case Convolve convolve:
                WindowWriter.WriteConvolution(writer, convolve, biases, weights, reads, writes);
                break;
            case ConvolveStep convolve:
                WindowWriter.WriteStep(writer, convolve, language.Memory with { Offset = convolve.Layer.StateOffset }, biases, weights, reads, writes);
                break;
            default:
                throw new InvalidOperationException($"{map.GetType().Name} has no loops in a file of its own.");
        }

        void WriteProduct(MatMul product, Place from, Place to)
        {
            SumWriter.WriteFirst(writer, biases, product.FanOut, to);
            new SumWriter(product.FanIn, product.FanOut, product.FanOut).Write(writer, from, weights, to);
        }
    }

    // The sums of the gates lie behind what passes between the layers.
    private void WriteRecurrence(CodeWriter writer, Recur recur, Place reads, Place writes)
    {
        Place sums = language.Hidden with { Offset = plan.SampleScratch };
        Place memory = language.Memory with { Offset = recur.Layer.StateOffset };
        var gates = new GateWriter(writer, recur, sums, memory);
        gates.WriteSums(reads, role => tensors.Matrix(recur.Layer, role, language), Gate);
        if (recur.Kind == LayerKind.Rnn) WriteActivation(writer, recur, recur.Layer.Phi, sums, memory);
        else gates.WriteCombined(Gate);
        SumWriter.Loop(writer, recur.Units, j => $"{writes.At(j)} = {memory.At(j)};");

        string Gate(bool isLogistic, string z)
        {
            foreach (PortablePhi function in (PortablePhi[])[PortablePhi.CandidateTanh, PortablePhi.GateSigmoid]) _functions[function.Name] = function;
            return (isLogistic ? PortablePhi.GateSigmoid : PortablePhi.CandidateTanh).Call(language, z, "");
        }
    }

    private void WriteScaled(CodeWriter writer, Operation step, Place reads, Place writes)
    {
        (string scales, string shifts) = tensors.Scales(step.Layer);
        ForEachRow(writer, step, (reads, writes), (z, y) =>
            SumWriter.Loop(writer, step.Channels, j => $"{y(j)} = {z(j)} * {Constants(scales).At(j)} + {Constants(shifts).At(j)};"));
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
                SumWriter.Loop(writer, width, j => $"mean += {z(j)};");
                writer.Line($"mean /= {count};");
            }

            writer.Line("float power = 0;");
            SumWriter.Loop(writer, width, j => $"power += {Centred(j)} * {Centred(j)};");
            writer.Line($"float scale = 1 / {language.Call(MathFunction.Sqrt, $"power / {count} + {language.Number(layer.NormalizationEpsilon)}")};");
            SumWriter.Loop(writer, width, j => $"{y(j)} = {Centred(j)} * scale * {gamma.At(j)}{(beta is { } shift ? " + " + shift.At(j) : "")};");
        });
    }

    private void WriteGroups(CodeWriter writer, NormalizeGroups normalize, Place reads, Place writes)
    {
        LayerSpec layer = normalize.Layer;
        int channels = normalize.Channels / normalize.Groups;
        string count = language.Number((float)channels * normalize.Positions);
        Place gamma = Constants(tensors.Name(layer, TensorRole.Gamma)).From("first");
        Place beta = Constants(tensors.Name(layer, TensorRole.Beta)).From("first");
        (Place z, Place y) = (reads.From("row"), writes.From("row"));
        using (writer.Block($"for (int first = 0; first < {Literal.Of(normalize.Channels)}; first += {Literal.Of(channels)})"))
        {
            writer.Line("float mean = 0;");
            ForEachPosition(j => $"mean += {z.At(j)};");
            writer.Line($"mean /= {count};");
            writer.Line("float power = 0;");
            ForEachPosition(j => $"power += ({z.At(j)} - mean) * ({z.At(j)} - mean);");
            writer.Line($"float scale = 1 / {language.Call(MathFunction.Sqrt, $"power / {count} + {language.Number(layer.NormalizationEpsilon)}")};");
            ForEachPosition(j => $"{y.At(j)} = ({z.At(j)} - mean) * scale * {gamma.At(j)} + {beta.At(j)};");
        }

        void ForEachPosition(Func<string, string> body)
        {
            using (writer.Block($"for (int row = first; row < {Literal.Of(normalize.Width)}; row += {Literal.Of(normalize.Channels)})")) SumWriter.Loop(writer, channels, body);
        }
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
            if (reads != writes) SumWriter.Loop(writer, step.Width, j => $"{writes.At(j)} = {reads.At(j)};");
            return;
        }

        PortablePhi function = PortablePhi.Of(phi.Kind);
        if (function.Library is null) _functions[function.Name] = function;
        if (phi.HasSlopePerUnit)
        {
            Place slopes = Constants(tensors.Name(step.Layer, TensorRole.Slope));
            ForEachRow(writer, step, (reads, writes), (z, a) => SumWriter.Loop(writer, step.Channels, j => $"{a(j)} = {function.Call(language, z(j), slopes.At(j))};"));
            return;
        }

        string slope = language.Number(phi.Traits.HasLearnedSlope ? tensors.Only(step.Layer, TensorRole.Slope) : phi.Slope);
        SumWriter.Loop(writer, step.Width, j => $"{writes.At(j)} = {function.Call(language, reads.At(j), slope)};");
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
                SumWriter.Loop(writer, width, j => $"sum += {Exponential(j)};");
                writer.Line($"most += {language.Call(MathFunction.Log, "sum")};");
                SumWriter.Loop(writer, width, j => $"{y(j)} = {z(j)} - most;");
                return;
            }

            SumWriter.Loop(writer, width, j => $"sum += {y(j)} = {Exponential(j)};");
            SumWriter.Loop(writer, width, j => $"{y(j)} /= sum;");
        });

    private void WriteJoin(CodeWriter writer, Join join)
    {
        for (int head = 0; head < join.Reads.Count; head++)
        {
            Place from = PlaceOf(join.Reads[head]);
            Place to = language.Outputs with { Offset = plan.Network.Heads[head].Offset };
            if (from != to) SumWriter.Loop(writer, plan.Network.Heads[head].Size, j => $"{to.At(j)} = {from.At(j)};");
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
}
