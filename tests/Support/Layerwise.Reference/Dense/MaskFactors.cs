using Layerwise.Runtime;

namespace Layerwise.Reference.Dense;

/// <summary>
/// What dropout multiplies a layer's activations by: 0 or 1/(1 − p), one element after the other from Philox4x32-10 (Salmon et al. 2011).
/// Element 64·g + 16·w + k of a batch [rows, fanOut] takes word w of the block at counter (16·g + k, shard, pass, 2 + 256·layer); it is dropped
/// where the word's high 24 bits, read as a signed number, are below p·2²⁴ − 2²³.
/// </summary>
public static class MaskFactors
{
    private const int Rounds = 10;

    /// <summary>The factors [rows][fanOut] of one layer.</summary>
    public static double[][] Of(DropoutMasks masks, int layer, double probability, int rows, int fanOut) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, fanOut).Select(j => Factor(masks, layer, probability, (row * fanOut) + j)).ToArray())];

    private static double Factor(DropoutMasks masks, int layer, double probability, int element)
    {
        int block = (element / 64 * 16) + (element % 16);
        int word = element / 16 % 4;
        uint[] words = Philox(masks.Seed, [(uint)block, masks.Shard, masks.Pass, 2 + (256 * (uint)layer)]);
        int signed = (int)words[word] >> 8;
        return signed >= Math.Round(probability * (1 << 24)) - (1 << 23) ? 1 / (1 - probability) : 0;
    }

    private static uint[] Philox(ulong seed, uint[] x)
    {
        unchecked
        {
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < Rounds; round++)
            {
                ulong product0 = 0xD2511F53ul * x[0];
                ulong product1 = 0xCD9E8D57ul * x[2];
                x = [(uint)(product1 >> 32) ^ x[1] ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x[3] ^ key1, (uint)product0];
                key0 += 0x9E3779B9;
                key1 += 0xBB67AE85;
            }

            return x;
        }
    }
}
