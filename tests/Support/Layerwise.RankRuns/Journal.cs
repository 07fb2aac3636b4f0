namespace Layerwise.RankRuns;

/// <summary>What a rank says: on the screen, where launchers may cut lines of several ranks in pieces, and in a file of its own.</summary>
internal sealed class Journal(string? folder, int rank)
{
    public void Say(string line)
    {
        if (folder is not null) File.AppendAllText(Path.Combine(folder, $"rank{rank}"), line + "\n");
        Console.Out.Write(line + "\n");
    }
}
