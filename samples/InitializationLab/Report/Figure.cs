namespace InitializationLab.Report;

/// <summary>A picture of the report.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Note">How to read it.</param>
internal abstract record Figure(string Title, string Note);
