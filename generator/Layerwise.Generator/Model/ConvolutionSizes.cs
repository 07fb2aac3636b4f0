namespace Layerwise.Generator.Model;

/// <summary>The sizes of a convolution over an input that has its borders. A signal is a picture of height 1.</summary>
/// <param name="Vertical">Down the rows.</param>
/// <param name="Horizontal">Along a row.</param>
/// <param name="Channels">Numbers of each position of the input.</param>
/// <param name="Filters">Numbers of each position of the result.</param>
/// <param name="Groups">Into how many parts both are cut.</param>
internal readonly record struct ConvolutionSizes(WindowAxis Vertical, WindowAxis Horizontal, int Channels, int Filters, int Groups)
{
    /// <summary>Positions of the window.</summary>
    public long Window => (long)Vertical.Kernel * Horizontal.Kernel;

    /// <summary>Channels that a filter sees.</summary>
    public int PartChannels => Channels / Groups;

    /// <summary>Whether it does the same to each position by itself, as a dense layer does to a sample.</summary>
    public bool IsPointwise => Window == 1 && Horizontal.Stride == 1 && Groups == 1;

    /// <summary>Whether each filter sees one channel, its own.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == Channels && Groups == Filters;

    /// <summary>Number of weights.</summary>
    public long Weights => Window * PartChannels * Filters;

    /// <summary>Multiplications of one sample.</summary>
    public long MultiplyAdds => Weights * Vertical.Results * Horizontal.Results;
}
