using System.Buffers.Binary;
using System.Globalization;
using Layerwise.Protobuf;
using Layerwise.Runtime;

namespace Layerwise.OnnxModels;

/// <summary>The elements of tensors, from wherever they lie. There are as many as the shape says, or an error: a file cannot speak of more than it has.</summary>
/// <param name="external">Reads what lies in other files.</param>
internal sealed class TensorElements(ExternalData external)
{
    /// <summary>Whether <see cref="Floats"/> takes elements of the type.</summary>
    public static bool IsFloat(ElementKind kind) => kind is ElementKind.Float or ElementKind.Double or ElementKind.Float16 or ElementKind.BFloat16;

    /// <summary>Whether <see cref="Integers"/> takes elements of the type.</summary>
    public static bool IsInteger(ElementKind kind) => kind is ElementKind.Int64 or ElementKind.Int32 or ElementKind.Bool;

    /// <summary>How many elements there are.</summary>
    /// <exception cref="OnnxException">More than memory holds, or a dimension is negative.</exception>
    public static int Count(OnnxTensor tensor)
    {
        long count = TensorShape.Length(tensor.Shape);
        return count is >= 0 and <= int.MaxValue / sizeof(long) ? (int)count : throw Fault(tensor, $"its shape {TensorShape.Text(tensor.Shape)} is too large or negative");
    }

    /// <summary>Floating-point elements, those of 64 bits rounded to the nearest float.</summary>
    /// <exception cref="OnnxException">The tensor has others, or more or fewer than its shape says, or one that no float can hold.</exception>
    public float[] Floats(OnnxTensor tensor)
    {
        TensorType type = tensor.Kind switch
        {
            ElementKind.Float => TensorType.F32,
            ElementKind.Double => TensorType.F64,
            ElementKind.Float16 => TensorType.F16,
            ElementKind.BFloat16 => TensorType.BF16,
            _ => throw Fault(tensor, $"its elements are of type {KindText(tensor.Kind)}; expected float, double, float16 or bfloat16"),
        };
        int count = Count(tensor);
        ReadOnlySpan<byte> bytes = Bytes(tensor, count, TensorTypes.Size(type)).Span;
        if (TensorFloats.BeyondFloat(bytes, type) is double value)
        {
            throw Fault(tensor, $"it holds {value.ToString(CultureInfo.InvariantCulture)}, which is beyond the range of a float");
        }

        return TensorFloats.Read(bytes, type);
    }

    /// <summary>Whole elements.</summary>
    /// <exception cref="OnnxException">The tensor has others, or more or fewer than its shape says.</exception>
    public long[] Integers(OnnxTensor tensor)
    {
        int count = Count(tensor);
        if (!IsInteger(tensor.Kind)) throw Fault(tensor, $"its elements are of type {KindText(tensor.Kind)}; expected int64, int32 or bool");
        if (tensor.Raw is null && tensor.External is null) return Varints(tensor, count).ToArray();

        int size = tensor.Kind switch { ElementKind.Int64 => sizeof(long), ElementKind.Int32 => sizeof(int), _ => 1 };
        ReadOnlySpan<byte> bytes = Bytes(tensor, count, size).Span;
        var values = new long[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            values[i] = size switch
            {
                sizeof(long) => BinaryPrimitives.ReadInt64LittleEndian(element),
                sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(element),
                _ => element[0],
            };
        }

        return values;
    }

    private ReadOnlyMemory<byte> Bytes(OnnxTensor tensor, int count, int size)
    {
        long length = (long)count * size;
        if (tensor.External is { } place)
        {
            if (place.Length is { } said && said != length) throw WrongLength(tensor, said, length);
            return external(place, length);
        }

        ReadOnlyMemory<byte> bytes = tensor.Raw ?? Packed(tensor, count, size);
        return bytes.Length == length ? bytes : throw WrongLength(tensor, bytes.Length, length);
    }

    // Elements of 16 bits stand in the field of the whole numbers.
    private static ReadOnlyMemory<byte> Packed(OnnxTensor tensor, int count, int size)
    {
        if (size == sizeof(ushort))
        {
            List<long> varints = Varints(tensor, count);
            byte[] elements = new byte[count * size];
            for (int i = 0; i < count; i++) BinaryPrimitives.WriteUInt16LittleEndian(elements.AsSpan(i * size), (ushort)varints[i]);
            return elements;
        }

        ElementField[] fields = [.. tensor.Fields.Where(field => field.Number == (size == sizeof(float) ? OnnxFields.TensorFloats : OnnxFields.TensorDoubles))];
        if (fields.Length == 1) return fields[0].Bytes;
        return fields.SelectMany(static field => field.Bytes.ToArray()).ToArray();
    }

    private static List<long> Varints(OnnxTensor tensor, int count)
    {
        int number = tensor.Kind == ElementKind.Int64 ? OnnxFields.TensorInt64s : OnnxFields.TensorInt32s;
        var values = new List<long>();
        try
        {
            foreach (ElementField field in tensor.Fields)
            {
                if (field.Number == number) ProtobufReader.AddPacked(field.Bytes, values);
            }
        }
        catch (FormatException e)
        {
            throw Fault(tensor, $"its elements cannot be read, because {e.Message}");
        }

        return values.Count == count ? values : throw Fault(tensor, $"it has {values.Count} elements; its shape {TensorShape.Text(tensor.Shape)} says {count}");
    }

    private static OnnxException WrongLength(OnnxTensor tensor, long found, long expected) =>
        Fault(tensor, $"it has {found} bytes of elements; its shape {TensorShape.Text(tensor.Shape)} says {expected}");

    private static string KindText(ElementKind kind) => IsFloat(kind) || IsInteger(kind) ? kind.ToString() : ((int)kind).ToString(CultureInfo.InvariantCulture);

    private static OnnxException Fault(OnnxTensor tensor, string message) => new($"Tensor {FileText.Quote(tensor.Name)}: {message}.");
}
