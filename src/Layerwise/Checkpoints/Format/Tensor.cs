using System.Buffers.Binary;
using System.Globalization;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A named array of numbers, row-major and little-endian, as it stands in a safetensors file.</summary>
public sealed class Tensor
{
    private readonly long[] _shape;

    internal Tensor(string name, ElementType elements, long[] shape, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Elements = elements;
        _shape = shape;
        Data = data;
        Length = (int)Math.Min(TensorShape.Length(shape), int.MaxValue);
    }

    /// <summary>What it is called, unique in its file.</summary>
    public string Name { get; }

    /// <summary>The type of its elements; <see cref="TensorType.Other"/> where only <see cref="Data"/> can be had.</summary>
    public TensorType Type => Elements.Type;

    /// <summary>What the file calls the type of its elements, as <c>F32</c> or <c>F8_E4M3</c>; a file written with this tensor calls it the same.</summary>
    public string TypeName => Elements.Name;

    /// <summary>Its dimensions, the slowest first; none for a single number.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>Its elements as bytes, row-major and little-endian.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Number of elements, the product of its dimensions. It can be more than an int holds where elements are smaller than a byte, and is the largest int then.</summary>
    public int Length { get; }

    /// <summary>A copy of floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Dimensions whose product is the number of values.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">The shape is not that of so many values, or the name is null, no valid Unicode, or reserved by the format.</exception>
    public static Tensor Of(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        byte[] data = Allocate(name, TensorType.F32, shape, values.Length);
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * i), values[i]);
        return new Tensor(name, ElementType.Of(TensorType.F32), shape.ToArray(), data);
    }

    /// <summary>A copy of doubles.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Dimensions whose product is the number of values.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">The shape is not that of so many values, or the name is null, no valid Unicode, or reserved by the format.</exception>
    public static Tensor Of(string name, ReadOnlySpan<long> shape, ReadOnlySpan<double> values)
    {
        byte[] data = Allocate(name, TensorType.F64, shape, values.Length);
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8 * i), values[i]);
        return new Tensor(name, ElementType.Of(TensorType.F64), shape.ToArray(), data);
    }

    /// <summary>A copy of signed integers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Dimensions whose product is the number of values.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">The shape is not that of so many values, or the name is null, no valid Unicode, or reserved by the format.</exception>
    public static Tensor Of(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values)
    {
        byte[] data = Allocate(name, TensorType.I64, shape, values.Length);
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(8 * i), values[i]);
        return new Tensor(name, ElementType.Of(TensorType.I64), shape.ToArray(), data);
    }

    /// <summary>A copy of unsigned integers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Dimensions whose product is the number of values.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">The shape is not that of so many values, or the name is null, no valid Unicode, or reserved by the format.</exception>
    public static Tensor Of(string name, ReadOnlySpan<long> shape, ReadOnlySpan<ulong> values)
    {
        byte[] data = Allocate(name, TensorType.U64, shape, values.Length);
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(8 * i), values[i]);
        return new Tensor(name, ElementType.Of(TensorType.U64), shape.ToArray(), data);
    }

    /// <summary>Copies the elements of an F32, F16, BF16 or F64 tensor, the last rounded to the nearest float.</summary>
    /// <param name="values">As many as <see cref="Length"/>, overwritten.</param>
    /// <exception cref="SafetensorsException">The elements are of another type, or one is finite but beyond the range of a float; nothing was written.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<float> values)
    {
        CheckFloats();
        CheckLength<float>(values);
        TensorFloats.Read(Data.Span, Type, values);
    }

    /// <summary>Copies the elements of an F64 tensor.</summary>
    /// <param name="values">As many as <see cref="Length"/>, overwritten.</param>
    /// <exception cref="SafetensorsException">The elements are of another type.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<double> values)
    {
        if (Type != TensorType.F64) throw WrongType("F64");
        CheckLength<double>(values);
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadDoubleLittleEndian(Data.Span[(8 * i)..]);
    }

    /// <summary>Copies the elements of an I64 tensor.</summary>
    /// <param name="values">As many as <see cref="Length"/>, overwritten.</param>
    /// <exception cref="SafetensorsException">The elements are of another type.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<long> values)
    {
        if (Type != TensorType.I64) throw WrongType("I64");
        CheckLength<long>(values);
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt64LittleEndian(Data.Span[(8 * i)..]);
    }

    /// <summary>Copies the elements of a U64 tensor.</summary>
    /// <param name="values">As many as <see cref="Length"/>, overwritten.</param>
    /// <exception cref="SafetensorsException">The elements are of another type.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<ulong> values)
    {
        if (Type != TensorType.U64) throw WrongType("U64");
        CheckLength<ulong>(values);
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadUInt64LittleEndian(Data.Span[(8 * i)..]);
    }

    /// <summary>The type of its elements, with its name and size.</summary>
    internal ElementType Elements { get; }

    /// <summary>Checks that <see cref="CopyTo(Span{float})"/> takes its elements.</summary>
    /// <exception cref="SafetensorsException">They are of another type, or beyond the range of a float.</exception>
    internal void CheckFloats()
    {
        if (!TensorFloats.IsFloat(Type)) throw WrongType("F32, F16, BF16 or F64");
        if (TensorFloats.BeyondFloat(Data.Span, Type) is not double value) return;
        throw new SafetensorsException(Name, string.Create(CultureInfo.InvariantCulture, $"it holds {value}, which is beyond the range of a float."));
    }

    /// <summary>The error that its type is another than expected.</summary>
    internal SafetensorsException WrongType(string expected) =>
        new(Name, $"its elements are {FileText.Shorten(TypeName)}; expected {expected}.");

    private static byte[] Allocate(string name, TensorType type, ReadOnlySpan<long> shape, int length)
    {
        WritableText.Check(name, "The name of the tensor", nameof(name));
        if (name == SafetensorsHeader.MetadataKey) throw new ArgumentException($"The format reserves the name '{name}'.", nameof(name));
        if (TensorShape.Length(shape) != length)
        {
            throw new ArgumentException($"The shape {TensorShape.Text(shape)} is not that of {length} values.", nameof(shape));
        }

        return new byte[checked(length * TensorTypes.Size(type))];
    }

    private void CheckLength<T>(ReadOnlySpan<T> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException($"Expected room for the {Length} values of {FileText.Quote(Name)}, but the length is {values.Length}.", nameof(values));
        }
    }
}
