namespace InitializationLab.Report;

/// <summary>The distribution of the activations of each layer, one row of small charts for each way to draw the weights.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Note">How to read them.</param>
/// <param name="Rows">A name and the activations of each layer.</param>
/// <param name="Low">Lower end of the abscissa.</param>
/// <param name="High">Upper end of the abscissa; what lies outside is counted at the ends.</param>
internal sealed record Histograms(
    string Title, string Note, IReadOnlyList<(string Name, IReadOnlyList<float[]> Layers)> Rows, double Low, double High) : Figure(Title, Note);
