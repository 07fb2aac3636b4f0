using Layerwise.Chains;
using Layerwise.OnnxImport;
using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Networks;
using Xunit.Abstractions;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>Files that something happened to: they are loaded or refused, soon, and in no more memory than their size allows.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    // What a message, a stack trace, the objects of a graph and the samples of its curves need; a size that is believed would be far above.
    private const int MostAllocated = 1 << 20;

    private static readonly int Count = Sweep.Count(2_000);

    // Lengths, sizes and numbers of fields that files must not have, and those of what they may.
    private static readonly string[] Tokens =
    [
        "ffffffffffffffffff01", "ffffffff0f", "ffffffff07", "00", "80808080808080808000", "0aff7f", "2affffffff0f", "08808080808020", "4a00", "7001", "1001", "100b", "1007",
        "0a03", "2a0b", "22044d61784d", "220347656d6d",
    ];

    [Fact]
    public void Mutated_files_are_loaded_or_refused_and_nothing_else()
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        string[] names = [.. OnnxFiles.All.Keys];
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            string name = names[random.Next(names.Length)];
            byte[] file = Mutate(OnnxFiles.All[name], random);
            Architecture architecture = Architecture.All[name.Split('.')[0]];
            float[] inputs = new float[architecture.InputSize];
            if (IsRefused(architecture, file, inputs, out long allocated)) refused++;
            if (allocated > MostAllocated) _ = IsRefused(architecture, file, inputs, out allocated);
            if (allocated > MostAllocated) Assert.Fail($"File {i} of {file.Length} bytes, made from {name}, took {allocated} bytes.");
        }

        Assert.InRange(refused, 0.3 * Count, 0.95 * Count);
    }

    public static TheoryData<string> Kinds => new("windows", "recurrent", "inputs", "heads", "outputs");

    // Sizes of windows, strides, borders and groups, and the shapes that they make; several inputs, and several outputs.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mutated_files_of_other_kinds_are_loaded_or_refused_and_nothing_else(string kind)
    {
        output.WriteLine(Sweep.Note);
        var random = new Random(Sweep.Seed);
        IReadOnlyDictionary<string, byte[]> files = kind switch
        {
            "windows" => OnnxFiles.Windows,
            "recurrent" => OnnxFiles.Recurrent,
            "inputs" => OnnxFiles.Inputs,
            "heads" => OnnxFiles.Heads,
            _ => OnnxFiles.Outputs,
        };
        string[] names = [.. files.Keys];
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            string name = names[random.Next(names.Length)];
            byte[] file = Mutate(files[name], random);
            if (IsRefused(file, out long allocated)) refused++;
            if (allocated > MostAllocated) _ = IsRefused(file, out allocated);
            if (allocated > MostAllocated) Assert.Fail($"File {i} of {file.Length} bytes, made from {name}, took {allocated} bytes.");
        }

        Assert.InRange(refused, 0.2 * Count, 0.99 * Count);
    }

    [Fact]
    public void No_truncated_file_does_anything_else_than_to_be_refused()
    {
        byte[] sound = OnnxFiles.All["gelu.opset13"];
        Architecture architecture = Architecture.All["gelu"];
        for (int length = 0; length < sound.Length - 16; length++) Assert.True(IsRefused(architecture, sound[..length], new float[3], out _), $"{length} of {sound.Length} bytes");
    }

    private static bool IsRefused(Architecture architecture, byte[] file, float[] inputs, out long allocated)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = architecture.Outputs(file, output: null, inputs);
            return false;
        }
        catch (OnnxException)
        {
            return true;
        }
        finally
        {
            allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    private static bool IsRefused(byte[] file, out long allocated)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ChainLayers found = GraphImport.ReadAll(file, ExternalFiles.None).Folded();
            long count = ChainParameters.Count(found.Layers);
            if (count < file.Length) ChainParameters.Copy(found.Layers, new float[count]);
            return false;
        }
        catch (OnnxException)
        {
            return true;
        }
        finally
        {
            allocated = GC.GetAllocatedBytesForCurrentThread() - start;
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
                case 2: file[place] += 1; break;
                case 3: file = file[..place]; break;
                case 4: file = [.. file[..place], .. file[random.Next(place, file.Length)..]]; break;
                case 5: file = [.. file[..place], .. file[random.Next(place)..]]; break;
                default:
                    byte[] token = Convert.FromHexString(Tokens[random.Next(Tokens.Length)]);
                    file = [.. file[..place], .. token, .. file[Math.Min(place + random.Next(12), file.Length)..]];
                    break;
            }
        }

        return file;
    }
}
