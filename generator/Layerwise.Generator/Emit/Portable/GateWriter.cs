using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>A step of a recurrent layer as plain loops: the sums of its gates, and what they make of what is remembered.</summary>
/// <param name="writer">The writer.</param>
/// <param name="recur">The layer.</param>
/// <param name="sums">Where the sums of the gates lie; of a GRU those of what is remembered lie behind.</param>
/// <param name="memory">h, and behind it c of an LSTM.</param>
internal sealed class GateWriter(CodeWriter writer, Recur recur, Place sums, Place memory)
{
    private readonly int _width = recur.Gates * recur.Units;

    /// <summary>Floats of the sums.</summary>
    public static int RoomOf(Recur recur) => (IsApart(recur) ? 2 : 1) * recur.Gates * recur.Units;

    /// <summary>Writes the products with the weights.</summary>
    /// <param name="reads">What the step brings.</param>
    /// <param name="weights">The constants that are a tensor of the layer.</param>
    /// <param name="gate">The logistic function, or else tanh, of an expression.</param>
    public void WriteSums(Place reads, Func<TensorRole, Place> weights, Func<bool, string, string> gate)
    {
        bool isApart = IsApart(recur);
        Place carried = isApart ? sums with { Offset = sums.Offset + _width } : sums;
        SumWriter.WriteFirst(writer, weights(TensorRole.Biases), _width, sums);
        new SumWriter(recur.Inputs, _width, _width).Write(writer, reads, weights(TensorRole.Weights), sums);
        if (isApart) SumWriter.WriteFirst(writer, weights(TensorRole.RecurrentBiases), _width, carried);
        if (recur.ResetsFirst) WriteResetFirst(weights(TensorRole.RecurrentWeights), gate);
        else new SumWriter(recur.Units, _width, _width).Write(writer, memory, weights(TensorRole.RecurrentWeights), carried);
    }

    /// <summary>Writes what the gates of a GRU or an LSTM do.</summary>
    /// <param name="gate">The logistic function, or else tanh, of an expression.</param>
    public void WriteCombined(Func<bool, string, string> gate)
    {
        using (writer.Block($"for (int j = 0; j < {Literal.Of(recur.Units)}; j++)"))
        {
            if (recur.Kind == LayerKind.Gru)
            {
                if (recur.ResetsFirst)
                {
                    writer.Line($"float z = {gate(true, Sum(1))};");
                    writer.Line($"float n = {gate(false, Sum(2))};");
                    writer.Line($"{memory.At("j")} = (1 - z) * n + z * {memory.At("j")};");
                    return;
                }

                writer.Line($"float r = {gate(true, $"{Sum(0)} + {Sum(3)}")};");
                writer.Line($"float z = {gate(true, $"{Sum(1)} + {Sum(4)}")};");
                writer.Line($"float n = {gate(false, $"{Sum(2)} + r * {Sum(5)}")};");
                writer.Line($"{memory.At("j")} = (1 - z) * n + z * {memory.At("j")};");
                return;
            }

            string cell = memory.At("j", recur.Units);
            writer.Line($"float c = {gate(true, Sum(1))} * {cell} + {gate(true, Sum(0))} * {gate(false, Sum(2))};");
            writer.Line($"{cell} = c;");
            writer.Line($"{memory.At("j")} = {gate(true, Sum(3))} * {gate(false, "c")};");
        }
    }

    // The candidate of the usual GRU multiplies what comes from memory before it adds it up.
    private static bool IsApart(Recur recur) => recur.Kind == LayerKind.Gru && !recur.ResetsFirst;

    // What the reset gate lets through takes the place of the gate's sums, and the candidate's product reads it there.
    private void WriteResetFirst(Place weights, Func<bool, string, string> gate)
    {
        int gates = 2 * recur.Units;
        new SumWriter(recur.Units, gates, _width).Write(writer, memory, weights, sums);
        SumWriter.Loop(writer, recur.Units, j => $"{sums.At(j)} = {gate(true, sums.At(j))} * {memory.At(j)};");
        new SumWriter(recur.Units, recur.Units, _width).Write(writer, sums, weights.FromColumn(Literal.Of(gates), Literal.Of(gates)), sums with { Offset = sums.Offset + gates });
    }

    private string Sum(int gate) => sums.At("j", gate * recur.Units);
}
