using Layerwise.Tests.Training;
using Xunit.Abstractions;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Files that something happened to.</summary>
public class MutationTests(ITestOutputHelper output)
{
    private static readonly int Files = Sweep.Count(20_000);

    // What a message, a stack trace and the dictionaries of a header need; a length believed without being checked would be far above.
    private const int MostAllocatedPerByte = 64;

    [Fact]
    public void MutatedFilesAreLoadedOrRefusedAndNothingElse()
    {
        byte[] sound = VectorFiles.Own;
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
