using System.Globalization;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Reads what a <see cref="NumberWriter"/> wrote.</summary>
internal sealed class NumberReader
{
    private readonly string _tensor;
    private readonly double[] _numbers;
    private int _next;

    /// <exception cref="SafetensorsException">The tensor has another shape or element type.</exception>
    public NumberReader(Tensor tensor, params ReadOnlySpan<long> shape)
    {
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new SafetensorsException(tensor.Name, $"its shape is {TensorShape.Text(tensor.Shape)}; expected {TensorShape.Text(shape)}.");
        }

        if (tensor.Type != TensorType.F64) throw tensor.WrongType("F64");
        _tensor = tensor.Name;
        _numbers = new double[tensor.Length];
        tensor.CopyTo(_numbers);
    }

    public double Next() => _numbers[_next++];

    public double? NextOrNull() => Next() is var number && double.IsNaN(number) ? null : number;

    /// <exception cref="SafetensorsException">The next number is no count.</exception>
    public long NextCount() => NextWhole(1L << 53);

    /// <exception cref="SafetensorsException">The next number is no count, or too large a one.</exception>
    public int NextInt32() => (int)NextWhole(int.MaxValue);

    private long NextWhole(long most)
    {
        double number = Next();
        if (number >= 0 && number <= most && number == Math.Floor(number)) return (long)number;
        string text = string.Create(CultureInfo.InvariantCulture, $"number {_next - 1} is {number}; expected a whole one from 0 to {most}.");
        throw new SafetensorsException(_tensor, text);
    }
}
