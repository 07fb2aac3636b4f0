using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Constants;

/// <summary>Parts of constants that are weights, and what they are put together from: exporters bring gates into their order so.</summary>
/// <param name="budget">What they may take.</param>
internal sealed class ConstantParts(MemoryBudget budget)
{
    /// <summary>The numbers of some places of a dimension.</summary>
    /// <exception cref="OnnxException">There is no such dimension.</exception>
    public Constant Part(OnnxNode node, Constant whole, long axis, long start, long end)
    {
        (int index, int inner) = Axis(node, whole, axis);
        long size = whole.Shape[index];
        long first = Place(start);
        long count = Math.Max(Place(end) - first, 0);
        long[] shape = [.. whole.Shape];
        shape[index] = count;
        float[] values = new float[Take(shape)];
        for (int row = 0; values.Length > 0 && row < values.Length / (count * inner); row++)
        {
            whole.Floats.AsSpan((int)(((row * size) + first) * inner), (int)(count * inner)).CopyTo(values.AsSpan((int)(row * count * inner)));
        }

        return Constant.Of(shape, values);

        long Place(long i) => Math.Min(Math.Max(i < 0 ? i + size : i, 0), size);
    }

    /// <summary>Constants behind each other along a dimension.</summary>
    /// <exception cref="OnnxException">Their other dimensions differ.</exception>
    public Constant Joined(OnnxNode node, IReadOnlyList<Constant> parts, long axis)
    {
        Constant first = parts[0];
        (int index, int inner) = Axis(node, first, axis);
        bool fit = parts.All(part => part.IsFloat && part.Shape.Length == first.Shape.Length
            && part.Shape.Where((_, i) => i != index).SequenceEqual(first.Shape.Where((_, i) => i != index)));
        if (!fit) throw node.Fault($"it joins constants of the shapes {string.Join(", ", parts.Take(4).Select(static part => TensorShape.Text(part.Shape)))}; expected floats of the same but for axis {axis}.");
        long[] shape = [.. first.Shape];
        shape[index] = parts.Sum(part => part.Shape[index]);
        float[] values = new float[Take(shape)];
        int offset = 0;
        for (int row = 0; values.Length > 0 && row < values.Length / (shape[index] * inner); row++)
        {
            foreach (Constant part in parts)
            {
                int length = (int)(part.Shape[index] * inner);
                part.Floats.AsSpan(row * length, length).CopyTo(values.AsSpan(offset));
                offset += length;
            }
        }

        return Constant.Of(shape, values);
    }

    // Which dimension, and how many numbers lie in those behind it.
    private static (int Index, int Inner) Axis(OnnxNode node, Constant constant, long axis)
    {
        long index = axis < 0 ? axis + constant.Shape.Length : axis;
        if (index < 0 || index >= constant.Shape.Length) throw node.Fault($"it has the axis {axis}, and its constant the shape {TensorShape.Text(constant.Shape)}.");
        return ((int)index, (int)TensorShape.Length(constant.Shape.AsSpan((int)index + 1)));
    }

    private long Take(long[] shape)
    {
        long count = TensorShape.Length(shape);
        if (count is < 0 or > int.MaxValue) throw new OnnxException($"A constant has the shape {TensorShape.Text(shape)}, which is too large.");
        budget.Take(count, sizeof(float));
        return count;
    }
}
