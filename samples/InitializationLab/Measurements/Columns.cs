using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>How many different units a layer has: unit j of a layer is column j of its weights [fanIn, fanOut].</summary>
internal static class Columns
{
    /// <summary>Number of columns that differ from every other in some bit.</summary>
    public static int Distinct(ReadOnlySpan<float> weights, int fanOut)
    {
        var columns = new HashSet<string>();
        for (int j = 0; j < fanOut; j++)
        {
            int[] bits = new int[weights.Length / fanOut];
            for (int i = 0; i < bits.Length; i++) bits[i] = BitConverter.SingleToInt32Bits(weights[(i * fanOut) + j]);
            columns.Add(string.Join(',', bits));
        }

        return columns.Count;
    }

    /// <summary>Number of different units in each hidden layer.</summary>
    public static int[] DistinctUnits<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        int[] counts = new int[TNetwork.Layers.Length - 1];
        for (int l = 0; l < counts.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            counts[l] = Distinct(network.Parameters.Slice(layer.WeightsOffset, layer.WeightCount), layer.FanOut);
        }

        return counts;
    }
}
