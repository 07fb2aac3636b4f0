using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Files that something happened to.</summary>
public class MutationTests
{
    private const int Files = 100_000;

    // What a message, a stack trace and the dictionaries of a header need; a length believed without being checked would be far above.
    private const int MostAllocatedPerByte = 64;

    [Fact]
    public void MutatedFilesAreLoadedOrRefusedAndNothingElse()
    {
        byte[] sound = VectorFiles.Own;
        var random = new Random(20);
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 3);
        float[] before = network.Parameters.ToArray();
        int refused = 0;
        for (int i = 0; i < Files; i++)
        {
            byte[] file = Mutate(sound, random);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Safetensors.Load(network, SafetensorsFile.Parse(file));
                before = network.Parameters.ToArray();
            }
            catch (SafetensorsException)
            {
                refused++;
                if (!network.Parameters.SequenceEqual(before)) Assert.Fail($"File {i} was refused and changed the network.");
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > MostAllocatedPerByte * (long)sound.Length) Assert.Fail($"File {i} of {file.Length} bytes took {allocated} bytes.");
        }

        // Neither may all be refused, nor many be loaded: only a change of the data leaves a file sound.
        Assert.InRange(refused, Files / 2, Files * 99 / 100);
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

    private static byte[] Mutate(byte[] sound, Random random)
    {
        byte[] file = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0 && file.Length > 0; changes--)
        {
            int place = random.Next(file.Length);
            switch (random.Next(6))
            {
                case 0: file[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[place] = (byte)random.Next(256); break;
                case 2: file[place] = Pick("{}[]\",:0123456789-.eE\\ "u8, random); break;
                case 3: file = file[..place]; break;
                case 4: file = [.. file[..place], .. file[random.Next(place, file.Length)..]]; break;
                default: file = [.. file[..place], .. file[random.Next(place)..]]; break;
            }
        }

        return file;
    }

    private static byte Pick(ReadOnlySpan<byte> choices, Random random) => choices[random.Next(choices.Length)];
}
