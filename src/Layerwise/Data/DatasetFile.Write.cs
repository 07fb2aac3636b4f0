using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Layerwise.Runtime;

namespace Layerwise;

/// <content>Writing.</content>
public sealed partial class DatasetFile
{
    // Floats of inputs that are collected before they are written.
    private const int BlockLength = 1 << 18;

    /// <summary>Gives one sample, to be written to a file.</summary>
    /// <param name="sample">Its index; each comes once, in ascending order.</param>
    /// <param name="input">[inputs], to be filled.</param>
    /// <param name="target">[targets], to be filled.</param>
    public delegate void SampleSource(int sample, Span<float> input, Span<float> target);

    /// <summary>Gives one sample that belongs to a class, to be written to a file.</summary>
    /// <param name="sample">Its index; each comes once, in ascending order.</param>
    /// <param name="input">[inputs], to be filled.</param>
    /// <returns>The label, from 0 to the number of classes − 1.</returns>
    public delegate int LabelledSampleSource(int sample, Span<float> input);

    // The same with what stands behind the inputs as cells of four bytes.
    private delegate void CellSource(int sample, Span<float> input, Span<float> cells);

    /// <summary>
    /// Writes samples that are in memory, or a part of them: for a machine that trains on them, or as the test data of a frozen network (docs/deploying.md). The file is replaced
    /// as a whole.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="samples">The samples, with targets or with labels; labels of each step become targets.</param>
    /// <exception cref="ArgumentException">They have weights or lengths, which such a file can't keep.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is untouched.</exception>
    public static void Write(string path, Dataset samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        string? lost = samples.HasWeights ? "weights" : samples.HasLengths ? "lengths" : null;
        if (lost is not null) throw new ArgumentException($"The samples have {lost}, which the file of a data set can't keep; expected samples without them.", nameof(samples));
        if (!samples.HasLabels)
        {
            Write(path, samples.Count, samples.InputSize, samples.TargetSize, samples.CopySample);
            return;
        }

        float[] target = new float[samples.TargetSize];
        WriteWithLabels(path, samples.Count, samples.InputSize, samples.TargetSize, (sample, input) =>
        {
            samples.CopySample(sample, input, target);
            return samples.Label(sample);
        });
    }

    /// <summary>Writes samples with targets, one after the other, so that they need not be in memory together. The file is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="inputSize">Floats of one sample's input, at least 1.</param>
    /// <param name="targetSize">Floats of one sample's target, at least 1.</param>
    /// <param name="source">Asked for each sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is untouched.</exception>
    public static void Write(string path, int count, int inputSize, int targetSize, SampleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireAtLeastOne(count, inputSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        long bytes = (long)count * inputSize * sizeof(float);
        string header = FormattableString.Invariant(
            $$"""{"{{Inputs}}":{{Entry("F32", $"{count},{inputSize}", 0, bytes)}},"{{Targets}}":{{Entry("F32", $"{count},{targetSize}", bytes, bytes + ((long)count * targetSize * sizeof(float)))}}}""");
        WriteCells(path, header, count, inputSize, targetSize, new CellSource(source));
    }

    /// <summary>The same for samples that belong to classes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="inputSize">Floats of one sample's input, at least 1.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="source">Asked for each sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1, or a label outside of the classes.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is untouched.</exception>
    public static void WriteWithLabels(string path, int count, int inputSize, int classCount, LabelledSampleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireAtLeastOne(count, inputSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        long bytes = (long)count * inputSize * sizeof(float);
        string header = FormattableString.Invariant(
            $$$"""{"__metadata__":{"{{{Classes}}}":"{{{classCount}}}"},"{{{Inputs}}}":{{{Entry("F32", $"{count},{inputSize}", 0, bytes)}}},"{{{Labels}}}":{{{Entry("I32", $"{count}", bytes, bytes + ((long)count * sizeof(int)))}}}}""");
        WriteCells(path, header, count, inputSize, 1, (sample, input, cells) =>
        {
            int label = source(sample, input);
            if ((uint)label >= (uint)classCount) throw new ArgumentOutOfRangeException(nameof(source), label, $"Sample {sample} has a label outside of the {classCount} classes, which count from 0.");
            MemoryMarshal.Cast<float, int>(cells)[0] = label;
        });
    }

    private static void RequireAtLeastOne(int count, int inputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
    }

    private static string Entry(string type, string shape, long begin, long end) =>
        FormattableString.Invariant($$"""{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{begin}},{{end}}]}""");

    private static void WriteCells(string path, string header, int count, int inputSize, int cellsPerSample, CellSource source) => AtomicFile.Write(path, stream =>
    {
        const int Unit = SafetensorsHeader.Alignment;
        byte[] text = Encoding.UTF8.GetBytes(header.PadRight((header.Length + Unit - 1) / Unit * Unit));
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)text.Length);
        stream.Write(prefix);
        stream.Write(text);

        long start = stream.Position;
        int rows = Math.Clamp(BlockLength / inputSize, 1, count);
        float[] inputs = new float[rows * inputSize];
        float[] cells = new float[rows * cellsPerSample];
        for (long first = 0; first < count; first += rows)
        {
            int filled = (int)Math.Min(rows, count - first);
            for (int row = 0; row < filled; row++)
            {
                source((int)first + row, inputs.AsSpan(row * inputSize, inputSize), cells.AsSpan(row * cellsPerSample, cellsPerSample));
            }

            stream.Position = start + (first * inputSize * sizeof(float));
            stream.Write(MemoryMarshal.AsBytes(inputs.AsSpan(0, filled * inputSize)));
            stream.Position = start + ((((long)count * inputSize) + (first * cellsPerSample)) * sizeof(float));
            stream.Write(MemoryMarshal.AsBytes(cells.AsSpan(0, filled * cellsPerSample)));
        }
    });
}
