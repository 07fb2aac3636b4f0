using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.Data;

/// <summary>Data sets that stay in their files.</summary>
public sealed class DatasetFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    private string FilePath => Path.Combine(_folder, "rows.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Training_on_a_file_is_training_on_its_samples()
    {
        Dataset samples = Samples.ThreeClusters(1000);
        DatasetFile.WriteWithLabels(FilePath, samples.Count, 2, 3, (sample, input) =>
        {
            samples.Input(sample).CopyTo(input);
            return samples.Label(sample);
        });

        using DatasetFile file = DatasetFile.Open(FilePath);
        Assert.Equal((1000, 2, 3, true), (file.Samples.Count, file.Samples.InputSize, file.Samples.TargetSize, file.Samples.HasLabels));
        Assert.Equal(Train(samples), Train(file.Samples));
        (Dataset some, Dataset others) = file.Samples.Split(0.7, seed: 3);
        Assert.Equal(Train(samples.Split(0.7, seed: 3).First), Train(some));
        Assert.Equal(300, others.Count);

        static float[] Train(Dataset training)
        {
            PlainNetwork<ThreeClasses> network = new(seed: 1);
            new Trainer<PlainNetwork<ThreeClasses>>(network, new Adam(0.01)).Fit(training, 2);
            return network.Parameters.ToArray();
        }
    }

    [Fact]
    public void Targets_are_read_as_they_were_written_also_by_the_reader_of_tensors()
    {
        DatasetFile.Write(FilePath, 300_000, 3, 2, static (sample, input, target) =>
        {
            for (int i = 0; i < 3; i++) input[i] = (10f * sample) + i;
            target[0] = -sample;
            target[1] = sample % 7;
        });

        using DatasetFile file = DatasetFile.Open(FilePath);
        float[] input = new float[3];
        float[] target = new float[2];
        foreach (int sample in (int[])[0, 1, 87_381, 87_382, 299_999])
        {
            file.Samples.CopySample(sample, input, target);
            Assert.Equal([10f * sample, (10f * sample) + 1, (10f * sample) + 2], input);
            Assert.Equal([-sample, sample % 7], target);
        }

        SafetensorsFile tensors = SafetensorsFile.Read(FilePath);
        Assert.Equal([300_000L, 3L], tensors["inputs"].Shape);
        Assert.Equal([300_000L, 2L], tensors["targets"].Shape);
    }

    [Fact]
    public void Samples_of_memory_are_written_as_they_are()
    {
        Dataset part = Samples.ThreeClusters(100).Split(0.7, seed: 3).Second;
        DatasetFile.Write(FilePath, part);
        using (DatasetFile file = DatasetFile.Open(FilePath))
        {
            Assert.Equal((30, 2, 3, true), (file.Samples.Count, file.Samples.InputSize, file.Samples.TargetSize, file.Samples.HasLabels));
            for (int sample = 0; sample < 30; sample++)
            {
                Assert.Equal(part.Input(sample), file.Samples.Input(sample));
                Assert.Equal(part.Label(sample), file.Samples.Label(sample));
            }
        }

        // Bytes are floats there, and labels of steps targets.
        DatasetFile.Write(FilePath, new Dataset((byte[])[0, 255, 255, 0], 2, (float[])[7, 8], 1));
        Assert.Equal([0f, 1f, 1f, 0f], Floats("inputs"));
        Assert.Equal([7f, 8f], Floats("targets"));
        DatasetFile.Write(FilePath, Dataset.WithStepLabels((float[])[1, 2], 2, (int[])[1, 0], classCount: 2, steps: 2));
        Assert.Equal([0f, 1f, 1f, 0f], Floats("targets"));
        float[] Floats(string name)
        {
            Tensor tensor = SafetensorsFile.Read(FilePath)[name];
            float[] values = new float[tensor.Length];
            tensor.CopyTo(values);
            return values;
        }
    }

    [Fact]
    public void What_a_file_cannot_keep_is_refused()
    {
        Dataset samples = Samples.ThreeClusters(10);
        Assert.StartsWith(
            "The samples have weights, which the file of a data set can't keep; expected samples without them.",
            Assert.Throws<ArgumentException>(() => DatasetFile.Write(FilePath, samples.WithBalancedClasses())).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void More_floats_than_an_int_can_count_are_rows_like_any_others()
    {
        // Ten billion bytes of which the disk keeps a few: the rest of the file is a hole.
        const int Count = 2_500_000;
        const int Width = 1000;
        const long Bytes = (long)Count * Width * sizeof(float);
        int[] rows = [0, 1, 2_147_482, 2_147_483, 2_147_484, Count - 1];
        string header = $$$"""{"__metadata__":{"classes":"3"},"inputs":{"dtype":"F32","shape":[{{{Count}}},{{{Width}}}],"data_offsets":[0,{{{Bytes}}}]},"labels":{"dtype":"I32","shape":[{{{Count}}}],"data_offsets":[{{{Bytes}}},{{{Bytes + (Count * 4L)}}}]}}""";
        long start = WriteHeader(header, Bytes + (Count * 4L));
        using (FileStream stream = File.OpenWrite(FilePath))
        {
            foreach (int row in rows)
            {
                stream.Position = start + ((long)row * Width * sizeof(float)) + (999 * sizeof(float));
                stream.Write(MemoryMarshal.AsBytes<float>([row + 0.5f]));
                stream.Position = start + Bytes + (row * 4L);
                stream.Write(MemoryMarshal.AsBytes<int>([2]));
            }
        }

        using DatasetFile file = DatasetFile.Open(FilePath);
        foreach (int row in rows) Assert.Equal((row + 0.5f, 2), (file.Samples.Input(row)[999], file.Samples.Label(row)));
        Assert.Equal((0f, 0), (file.Samples.Input(2_147_481)[999], file.Samples.Label(2_147_485)));
        Assert.Contains("2500000 samples of 1000 inputs and 3 classes", file.Samples.Identity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", 0, "Tensor 'inputs': the file of a data set has 'inputs', and 'targets' or 'labels'; this one has .")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", 8, "Tensor 'targets': the file of a data set has")]
    [InlineData("""{"inputs":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""", 8, "Tensor 'inputs': its elements are F64; expected F32.")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "Tensor 'inputs': its shape is [2]; expected [samples, floats of a sample]")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]}}""", 0, "Tensor 'inputs': its shape is [0, 2]; expected [samples, floats of a sample]")]
    [InlineData(
        """{"inputs":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"targets":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}""",
        16,
        "Tensor 'targets': it has 1 rows; expected 2, one for each of the inputs.")]
    [InlineData(
        """{"inputs":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"labels":{"dtype":"I32","shape":[2],"data_offsets":[8,16]}}""",
        16,
        "The file has labels, and its metadata has no number of classes: expected 'classes', a whole number from 1 on.")]
    [InlineData(
        """{"__metadata__":{"classes":"2"},"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"I64","shape":[1],"data_offsets":[4,12]}}""",
        12,
        "Tensor 'labels': its elements are I64; expected I32.")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""", 4, "Tensor 'inputs': it ends at byte 8 of the data, which has 4.")]
    [InlineData(null, 3, "The file is no safetensors file: it has 3 bytes, and the first 8 would be its header's length.")]
    public void A_file_that_is_no_data_set_says_why(string? header, int bytes, string message)
    {
        if (header is null) File.WriteAllBytes(FilePath, new byte[bytes]);
        else WriteHeader(header, bytes);
        Assert.StartsWith(message, Assert.Throws<SafetensorsException>(() => DatasetFile.Open(FilePath)).Message, StringComparison.Ordinal);
        File.Delete(FilePath);
    }

    [Fact]
    public void Labels_are_checked_on_both_ways_and_nothing_is_half_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DatasetFile.WriteWithLabels(FilePath, 10, 1, 3, static (sample, _) => sample));
        Assert.Empty(Directory.GetFiles(_folder));
        WriteHeader("""{"__metadata__":{"classes":"2"},"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"I32","shape":[1],"data_offsets":[4,8]}}""", 8, last: 2);
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => DatasetFile.Open(FilePath));
    }

    [Fact]
    public void A_closed_file_is_an_error_and_no_crash()
    {
        DatasetFile.Write(FilePath, 3, 1, 1, static (_, input, _) => input[0] = 4);
        DatasetFile file = DatasetFile.Open(FilePath);
        Assert.Equal(4, file.Samples.Input(2)[0]);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Samples.Input(2)[0]);
    }

    private long WriteHeader(string header, long dataLength, int last = 0)
    {
        byte[] text = Encoding.UTF8.GetBytes(header.PadRight((header.Length + 7) / 8 * 8));
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        using FileStream stream = File.Create(FilePath);
        stream.Write(prefix);
        stream.Write(text);
        stream.SetLength(stream.Position + dataLength);
        if (last == 0) return 8 + text.Length;
        stream.Position = stream.Length - 4;
        stream.Write(MemoryMarshal.AsBytes<int>([last]));
        return 8 + text.Length;
    }
}
