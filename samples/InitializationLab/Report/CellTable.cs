namespace InitializationLab.Report;

/// <summary>A table of words, some of them marked.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Note">How to read it.</param>
/// <param name="Head">The names of the columns.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
internal sealed record CellTable(string Title, string Note, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Figure(Title, Note);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="IsGood">Marked as good or as bad; null for neither.</param>
internal readonly record struct Cell(string Text, bool? IsGood = null);
