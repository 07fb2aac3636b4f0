using System.Globalization;

namespace Layerwise.Runtime;

/// <summary>What a file says of its network's sizes: the numbers that come in, and those that each layer makes. Source that the generator compiles too.</summary>
internal static class FileSizes
{
    /// <summary>Whether they are those of a network, for sequences of whatever length: the weights are the same at each step.</summary>
    /// <param name="found">The file's sizes.</param>
    /// <param name="expected">Those of the network.</param>
    /// <param name="steps">How many steps training sees at a time; 0 where the network doesn't go step by step.</param>
    public static bool Fit(string found, string expected, int steps)
    {
        if (found == expected) return true;
        if (steps == 0 || !TryRead(found, out int[] theirs) || !TryRead(expected, out int[] own) || theirs.Length != own.Length) return false;
        if (theirs[0] == 0 || theirs[0] % (own[0] / steps) != 0) return false;

        // Behind the last step alone, a layer makes as many numbers for sequences of any length.
        for (int i = 1; i < own.Length; i++)
        {
            if (theirs[i] != own[i] && (long)theirs[i] * own[0] != (long)own[i] * theirs[0]) return false;
        }

        return true;
    }

    private static bool TryRead(string text, out int[] sizes)
    {
        string[] parts = text.Split(',');
        sizes = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i])) return false;
        }

        return true;
    }
}
