using System.Globalization;

namespace Layerwise.Runtime;

/// <summary>Dimensions of a tensor.</summary>
internal static class TensorShape
{
    /// <summary>Number of elements; −1 where a dimension is negative or the product is too large.</summary>
    internal static long Length(ReadOnlySpan<long> shape)
    {
        long length = 1;
        bool isEmpty = false;
        foreach (long dimension in shape)
        {
            if (dimension < 0) return -1;
            isEmpty |= dimension == 0;
            if (dimension > 0 && length > long.MaxValue / dimension) return -1;
            length *= Math.Max(dimension, 1);
        }

        return isEmpty ? 0 : length;
    }

    /// <summary>As Python writes it: [64, 32].</summary>
    internal static string Text(ReadOnlySpan<long> shape)
    {
        // A hostile file may have any number of dimensions; a message needs only the first.
        const int Most = 8;
        string text = string.Join(", ", Array.ConvertAll(shape.Slice(0, Math.Min(shape.Length, Most)).ToArray(), static d => d.ToString(CultureInfo.InvariantCulture)));
        return shape.Length > Most ? $"[{text}, …]" : $"[{text}]";
    }
}
