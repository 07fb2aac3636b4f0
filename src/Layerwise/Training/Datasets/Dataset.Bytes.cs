using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Layerwise.Runtime;

namespace Layerwise;

/// <content>Samples whose inputs are bytes, as pictures are: they become floats as they are used, and are never copied as a whole.</content>
public sealed partial class Dataset
{
    private const float FullScale = 1f / 255;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly float _scale;
    private readonly float _shift;

    /// <summary>Samples of bytes, such as 8-bit pictures, with any targets. A byte b becomes the input scale · b + shift only when its sample is used.</summary>
    /// <param name="inputs">[count, inputSize], row-major, at least one sample: of pictures [count, height, width, channels].</param>
    /// <param name="inputSize">Bytes of one sample's input, at least 1.</param>
    /// <param name="targets">[count, targetSize], row-major.</param>
    /// <param name="targetSize">Floats of one sample's target, at least 1.</param>
    /// <param name="scale">Finite, not 0. Default 1/255: inputs from 0 to 1.</param>
    /// <param name="shift">Finite. Default 0.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole samples, none, or another number of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a number is not what it may be.</exception>
    public Dataset(ReadOnlyMemory<byte> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, float scale = FullScale, float shift = 0)
        : this(inputs.Length, inputSize, targetSize, nameof(targetSize))
    {
        Guard.Length(targets.Length, Count, targetSize, nameof(targets));
        (_bytes, _scale, _shift) = (inputs, RequireScale(scale), RequireFinite(shift, nameof(shift)));
        _targets = new RowMemory<float>(targets, targetSize);
    }

    private Dataset(ReadOnlyMemory<byte> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount, float scale, float shift)
        : this(inputs.Length, inputSize, classCount, nameof(classCount))
    {
        Guard.Length(labels.Length, Count, 1, nameof(labels));
        Guard.Labels(labels.Span, classCount, nameof(labels));
        (_bytes, _scale, _shift) = (inputs, RequireScale(scale), RequireFinite(shift, nameof(shift)));
        _labels = new RowMemory<int>(labels, width: 1);
    }

    /// <summary>Samples of bytes, such as 8-bit pictures, that belong to classes. A byte b becomes the input scale · b + shift only when its sample is used.</summary>
    /// <param name="inputs">[count, inputSize], row-major, at least one sample: of pictures [count, height, width, channels].</param>
    /// <param name="inputSize">Bytes of one sample's input, at least 1.</param>
    /// <param name="labels">[count], each in [0, classCount).</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="scale">Finite, not 0. Default 1/255: inputs from 0 to 1.</param>
    /// <param name="shift">Finite. Default 0.</param>
    /// <exception cref="ArgumentException">A length does not fit: not whole samples, none, or another number of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, a label outside its range, or a number not what it may be.</exception>
    public static Dataset WithLabels(ReadOnlyMemory<byte> inputs, int inputSize, ReadOnlyMemory<int> labels, int classCount, float scale = FullScale, float shift = 0) =>
        new(inputs, inputSize, labels, classCount, scale, shift);

    /// <summary>One number of a sample's input.</summary>
    internal float InputAt(int sample, int input)
    {
        int row = RowOf(sample);
        if (!_bytes.IsEmpty) return (_scale * _bytes.Span[(row * InputSize) + input]) + _shift;
        ReadOnlySpan<float> inputs = _inputs[row];
        return input < inputs.Length ? inputs[input] : 0;
    }

    // Of the memory, whichever of them this data set shows.
    private int RowCount => _bytes.IsEmpty ? _inputs.Count : _bytes.Length / InputSize;

    private ReadOnlySpan<float> InputOfRow(int row)
    {
        if (_bytes.IsEmpty && _inputs[row].Length == InputSize) return _inputs[row];
        float[] input = new float[InputSize];
        CopyInput(row, input);
        return input;
    }

    private void CopyInput(int row, Span<float> input)
    {
        if (_bytes.IsEmpty) _inputs.Copy(row, input);
        else Scale(_bytes.Span.Slice(row * InputSize, InputSize), _scale, _shift, input);
    }

    // A product and then a sum, rounded each, in registers and behind them: the same bits everywhere.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ReadOnlySpan<byte> bytes, float scale, float shift, Span<float> floats)
    {
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        ref float target = ref MemoryMarshal.GetReference(floats);
        var factor = Vector128.Create(scale);
        var summand = Vector128.Create(shift);
        int i = 0;
        for (; i <= bytes.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
            (Vector128<uint> first, Vector128<uint> second) = Vector128.Widen(low);
            (Vector128<uint> third, Vector128<uint> fourth) = Vector128.Widen(high);
            ((Vector128.ConvertToSingle(first.AsInt32()) * factor) + summand).StoreUnsafe(ref target, (nuint)i);
            ((Vector128.ConvertToSingle(second.AsInt32()) * factor) + summand).StoreUnsafe(ref target, (nuint)i + 4);
            ((Vector128.ConvertToSingle(third.AsInt32()) * factor) + summand).StoreUnsafe(ref target, (nuint)i + 8);
            ((Vector128.ConvertToSingle(fourth.AsInt32()) * factor) + summand).StoreUnsafe(ref target, (nuint)i + 12);
        }

        for (; i < bytes.Length; i++) floats[i] = (scale * bytes[i]) + shift;
    }

    private static float RequireScale(float scale) =>
        RequireFinite(scale, nameof(scale)) != 0 ? scale : throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a factor other than 0.");

    private static float RequireFinite(float value, string parameter) =>
        float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(parameter, value, "Expected a finite number.");
}
