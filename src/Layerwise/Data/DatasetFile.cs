using System.Buffers.Binary;
using System.Globalization;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// A data set in a file, which may be larger than memory: rows are read where they lie when they are used. A safetensors file with the tensors <c>inputs</c>, F32 [samples,
/// inputs], and
/// either <c>targets</c>, F32 [samples, targets], or <c>labels</c>, I32 [samples], with the number of classes as the metadata <c>classes</c>;
/// <see cref="Write(string, Dataset)"/> writes one, and so does Python's <c>save_file(tensors, path, metadata={"classes": "10"})</c>.
/// </summary>
public sealed partial class DatasetFile : IDisposable
{
    private const string Inputs = "inputs";
    private const string Targets = "targets";
    private const string Labels = "labels";
    private const string Classes = "classes";

    private readonly MappedFile _file;

    private DatasetFile(MappedFile file, Dataset samples)
    {
        _file = file;
        Samples = samples;
    }

    /// <summary>The samples; not to be used after <see cref="Dispose"/>. Whoever shortens the file while they are in use ends the process.</summary>
    public Dataset Samples { get; }

    /// <summary>Opens a file. Labels are checked, which reads all of them; of the inputs, nothing is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SafetensorsException">It is no safetensors file, or not one of a data set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is outside of the classes.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DatasetFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (Dictionary<string, string> metadata, Dictionary<string, TensorEntry> tensors, long start) = ReadHeader(path);
        (int count, int inputSize) = Table(Tensor(tensors, Inputs), Inputs);
        var file = new MappedFile(path);
        try
        {
            RowMemory<float> inputs = Rows(file, start, tensors[Inputs], count, inputSize);
            if (!tensors.TryGetValue(Labels, out TensorEntry? labels))
            {
                (int targetCount, int targetSize) = Table(Tensor(tensors, Targets), Targets);
                if (targetCount != count) throw new SafetensorsException(Targets, $"it has {targetCount} rows; expected {count}, one for each of the inputs.");
                return new DatasetFile(file, new Dataset(inputs, Rows(file, start, tensors[Targets], count, targetSize), default, targetSize));
            }

            int classes = ClassCount(metadata);
            if (labels.Type != TensorType.I32) throw new SafetensorsException(Labels, $"its elements are {labels.Elements.Name}; expected I32.");
            if (!labels.Shape.AsSpan().SequenceEqual([count])) throw new SafetensorsException(Labels, $"its shape is {TensorShape.Text(labels.Shape)}; expected [{count}].");
            ReadOnlyMemory<int> memory = file.Memory<int>(Aligned(start + labels.Begin, Labels), count);
            Guard.Labels(memory.Span, classes, Labels);
            return new DatasetFile(file, new Dataset(inputs, default, new RowMemory<int>(memory, width: 1), classes));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static (Dictionary<string, string> Metadata, Dictionary<string, TensorEntry> Tensors, long Start) ReadHeader(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            throw SafetensorsHeader.TooShort(stream.Length);
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long most = Math.Min(SafetensorsHeader.MostBytes, stream.Length - prefix.Length);
        if (length > (ulong)most) throw SafetensorsHeader.TooLong(length, most);
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        (Dictionary<string, string> metadata, List<TensorEntry> tensors) = SafetensorsHeaderReader.Read(header);
        TensorEntry.CheckLayout(tensors, stream.Length - stream.Position);
        return (metadata, tensors.ToDictionary(static tensor => tensor.Name), stream.Position);
    }

    private static TensorEntry Tensor(Dictionary<string, TensorEntry> tensors, string name) => tensors.TryGetValue(name, out TensorEntry? tensor)
        ? tensor
        : throw new SafetensorsException(name, $"the file of a data set has '{Inputs}', and '{Targets}' or '{Labels}'; this one has {string.Join(", ", tensors.Keys.Select(FileText.Quote))}.");

    private static (int Count, int Width) Table(TensorEntry tensor, string name)
    {
        if (tensor.Type != TensorType.F32) throw new SafetensorsException(name, $"its elements are {tensor.Elements.Name}; expected F32.");
        if (tensor.Shape is [>= 1 and <= int.MaxValue and var count, >= 1 and <= int.MaxValue and var width]) return ((int)count, (int)width);
        throw new SafetensorsException(name, $"its shape is {TensorShape.Text(tensor.Shape)}; expected [samples, floats of a sample], each from 1 to {int.MaxValue}.");
    }

    private static int ClassCount(Dictionary<string, string> metadata)
    {
        if (int.TryParse(metadata.GetValueOrDefault(Classes), NumberStyles.None, CultureInfo.InvariantCulture, out int classes) && classes >= 1) return classes;
        throw new SafetensorsException($"The file has labels, and its metadata has no number of classes: expected '{Classes}', a whole number from 1 on.");
    }

    // One piece of memory has at most as many floats as an int can count, and whole rows here.
    private static RowMemory<float> Rows(MappedFile file, long start, TensorEntry tensor, int count, int width)
    {
        long offset = Aligned(start + tensor.Begin, tensor.Name);
        file.ExpectRandomAccess(offset, (long)count * width * sizeof(float));
        int rowsPerPart = Math.Min(count, int.MaxValue / width);
        var parts = new List<ReadOnlyMemory<float>>();
        for (long first = 0; first < count; first += rowsPerPart)
        {
            int rows = (int)Math.Min(rowsPerPart, count - first);
            parts.Add(file.Memory<float>(offset + (first * width * sizeof(float)), rows * width));
        }

        return new RowMemory<float>([.. parts], width, count);
    }

    private static long Aligned(long offset, string name) =>
        offset % sizeof(float) == 0 ? offset : throw new SafetensorsException(name, $"it begins at byte {offset} of the file, which is no multiple of {sizeof(float)}.");
}
