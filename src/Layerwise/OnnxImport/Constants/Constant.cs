using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Constants;

/// <summary>A value that no sample changes: floats or whole numbers.</summary>
internal sealed class Constant
{
    /// <summary>Stands in a shape that a node computes for the number of samples.</summary>
    public const long Batch = long.MinValue;

    /// <summary>Stands there for the number of steps of a sequence.</summary>
    public const long Steps = long.MinValue + 1;

    private readonly Func<float[]>? _readFloats;
    private readonly Func<long[]>? _readIntegers;
    private float[]? _floats;
    private long[]? _integers;

    private Constant(long[] shape, Func<float[]>? readFloats, Func<long[]>? readIntegers)
    {
        Shape = shape;
        _readFloats = readFloats;
        _readIntegers = readIntegers;
    }

    /// <summary>Its dimensions.</summary>
    public long[] Shape { get; }

    /// <summary>Whether it has floats.</summary>
    public bool IsFloat => _readFloats is not null;

    /// <summary>How many numbers it has.</summary>
    public int Count => (int)TensorShape.Length(Shape);

    /// <summary>Its floats.</summary>
    /// <exception cref="OnnxException">The file has not what it says.</exception>
    public float[] Floats => _floats ??= (_readFloats ?? throw new OnnxException("A constant has whole numbers where there must be floats."))();

    /// <summary>Its whole numbers.</summary>
    /// <exception cref="OnnxException">The file has not what it says.</exception>
    public long[] Integers => _integers ??= (_readIntegers ?? throw new OnnxException("A constant has floats where there must be whole numbers."))();

    /// <summary>A tensor of the file, whose elements are read when somebody asks for them.</summary>
    /// <exception cref="OnnxException">Its shape is none.</exception>
    public static Constant Of(OnnxTensor tensor, TensorElements elements, MemoryBudget budget)
    {
        int count = TensorElements.Count(tensor);
        return TensorElements.IsInteger(tensor.Kind)
            ? new Constant(tensor.Shape, readFloats: null, Integers)
            : new Constant(tensor.Shape, Floats, readIntegers: null);

        float[] Floats()
        {
            float[] floats = elements.Floats(tensor);
            budget.Take(count, sizeof(float));
            return floats;
        }

        long[] Integers()
        {
            long[] integers = elements.Integers(tensor);
            budget.Take(count, sizeof(long));
            return integers;
        }
    }

    public static Constant Of(long[] shape, float[] floats) => new(shape, () => floats, readIntegers: null);

    public static Constant Of(long[] shape, long[] integers) => new(shape, readFloats: null, () => integers);

    /// <summary>The same numbers under other dimensions.</summary>
    public Constant WithShape(long[] shape) => new(shape, IsFloat ? () => Floats : null, IsFloat ? null : () => Integers);
}
