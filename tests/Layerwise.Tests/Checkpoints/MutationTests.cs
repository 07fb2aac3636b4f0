using Layerwise.Tests.Training;
using Xunit.Abstractions;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Files that something happened to.</summary>
public class MutationTests(ITestOutputHelper output)
{
    private static readonly int Files = Sweep.Count(20_000);

    // What a message, a stack trace and the dictionaries of a header need; a length believed without being checked would be far above.
    private const int MostAllocatedPerByte = 64;

    // What headers may have, and what they must not.
    private static readonly string[] Tokens =
    [
        "null", "true", "-1", "1e9", "9223372036854775807", "99999999999999999999", "[]", "{}", "\"\"", "\"\\ud800\"", "\"__metadata__\":", "\"F8_E4M3\"", "\"F4\"",
        "\"C64\"", "\"X\"", "\"dtype\":", "\"shape\":", "\"data_offsets\":", "\"a\":{\"dtype\":\"F4\",\"shape\":[0],\"data_offsets\":[0,0]},",
    ];

    public static TheoryData<string, byte[]> SoundFiles() => new()
    {
        { "as this library writes it", VectorFiles.Own },
        { "with all that the format allows", WithOtherTypes() },
    };

    [Theory]
    [MemberData(nameof(SoundFiles))]
    public void MutatedFilesAreLoadedOrRefusedAndNothingElse(string kind, byte[] sound)
    {
        Assert.NotEmpty(kind);
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 3);
        float[] before = network.Parameters.ToArray();
        int refused = 0;
        long most = MostAllocatedPerByte * (long)sound.Length;
        for (int i = 0; i < Files; i++)
        {
            byte[] file = Mutate(sound, random);
            bool isRefused = IsRefused(file, out long allocated);
            if (isRefused) refused++;
            if (isRefused && !network.Parameters.SequenceEqual(before)) Assert.Fail($"File {i} was refused and changed the network.");
            before = network.Parameters.ToArray();

            // The runtime itself allocates now and then; what a file takes, it takes again.
            if (allocated > most && IsRefused(file, out allocated) != isRefused) Assert.Fail($"File {i} was refused once and loaded once.");
            if (allocated > most) Assert.Fail($"File {i} of {file.Length} bytes took {allocated} bytes.");
        }

        // Neither may all be refused, nor many be loaded: only a change of the data leaves a file sound.
        Assert.InRange(refused, 0.5 * Files, 0.99 * Files);

        bool IsRefused(byte[] file, out long allocated)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsFile parsed = SafetensorsFile.Parse(file);
                AssertComesBack(parsed);
                start = GC.GetAllocatedBytesForCurrentThread();
                Safetensors.Load(network, SafetensorsFile.Parse(file));
                return false;
            }
            catch (SafetensorsException)
            {
                return true;
            }
            finally
            {
                allocated = GC.GetAllocatedBytesForCurrentThread() - start;
            }
        }
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] sound = VectorFiles.Own;
        for (int length = 0; length < sound.Length; length++)
        {
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(sound.AsMemory(0, length)));
        }
    }

    // Metadata that are null, and tensors of which there are only bytes, beside those of the network.
    private static byte[] WithOtherTypes()
    {
        SafetensorsFile own = SafetensorsFile.Parse(VectorFiles.Own);
        const string Header = """
            {"__metadata__":null,"state.a":{"dtype":"F8_E4M3","shape":[2,2],"data_offsets":[0,4]},"state.b":{"dtype":"F4","shape":[8],"data_offsets":[4,8]},
             "state.\u00e9":{"dtype":"NEW","shape":[3],"data_offsets":[8,12]},"state.c":{"dtype":"C64","shape":[0],"data_offsets":[12,12]}}
            """;
        using var stream = new MemoryStream();
        new SafetensorsFile([.. SafetensorsFile.Parse(HandMadeFile.Of(Header, 12)).Tensors, .. own.Tensors]).Write(stream);
        return stream.ToArray();
    }

    // Whatever is read can be written, and is then read as what it was.
    private static void AssertComesBack(SafetensorsFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        SafetensorsFile again = SafetensorsFile.Parse(stream.ToArray());
        Assert.Equal(file.Metadata, again.Metadata);
        Assert.Equal(file.Tensors.Count, again.Tensors.Count);
        foreach (Tensor tensor in file.Tensors)
        {
            Tensor other = again[tensor.Name];
            if (tensor.TypeName != other.TypeName || !tensor.Shape.SequenceEqual(other.Shape) || !tensor.Data.Span.SequenceEqual(other.Data.Span)) Assert.Fail($"'{tensor.Name}' is another.");
        }
    }

    private static byte[] Mutate(byte[] sound, Random random)
    {
        byte[] file = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0 && file.Length > 0; changes--)
        {
            int place = random.Next(file.Length);
            switch (random.Next(7))
            {
                case 0: file[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[place] = (byte)random.Next(256); break;
                case 2: file[place] = Pick("{}[]\",:0123456789-.eE\\ "u8, random); break;
                case 3: file = file[..place]; break;
                case 4: file = [.. file[..place], .. file[random.Next(place, file.Length)..]]; break;
                case 5: file = [.. file[..place], .. file[random.Next(place)..]]; break;
                default:
                    byte[] token = System.Text.Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]);
                    file = [.. file[..place], .. token, .. file[Math.Min(place + random.Next(12), file.Length)..]];
                    break;
            }
        }

        return file;
    }

    private static byte Pick(ReadOnlySpan<byte> choices, Random random) => choices[random.Next(choices.Length)];
}
