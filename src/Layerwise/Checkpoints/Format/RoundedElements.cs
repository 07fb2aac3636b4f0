using System.Buffers.Binary;
using System.Globalization;

namespace Layerwise.Runtime;

/// <summary>Floats as the elements of a tensor that may have fewer bits.</summary>
internal static class RoundedElements
{
    private const float MostOfAHalf = 65504;
    private const float MostOfABFloat16 = 3.3895314e38f;

    /// <summary>A tensor of the numbers nearest to some floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="values">As many floats.</param>
    /// <param name="elements">F32, F16 or BF16.</param>
    /// <exception cref="ArgumentException">One of them is none that the elements can hold.</exception>
    internal static Tensor Of(string name, long[] shape, ReadOnlySpan<float> values, TensorType elements)
    {
        if (elements == TensorType.F32) return Tensor.Of(name, shape, values);
        float most = elements == TensorType.F16 ? MostOfAHalf : MostOfABFloat16;
        byte[] data = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= most)) throw Beyond(name, values[i], elements);
            ushort bits = elements == TensorType.F16 ? WeightRounding.Half(values[i]) : WeightRounding.BFloat16(values[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 * i), bits);
        }

        return new Tensor(name, ElementType.Of(elements), shape, data);
    }

    private static ArgumentException Beyond(string name, float value, TensorType elements)
    {
        string remedy = elements == TensorType.F16 && Math.Abs(value) <= MostOfABFloat16 ? "; BF16 has the range of a float" : "";
        return new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A number of '{name}' is {value}, which {elements} can't hold{remedy}."), nameof(elements));
    }
}
