namespace Layerwise.KerasImport;

/// <summary>What the layers of a file see of its samples.</summary>
internal enum ModelForm
{
    /// <summary>A row of numbers.</summary>
    Rows,

    /// <summary>The positions of a whole signal or picture.</summary>
    Positions,

    /// <summary>One step of a sequence after the other.</summary>
    Steps,
}
