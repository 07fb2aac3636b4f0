namespace ActorCritic;

/// <summary>The frozen policy at work, as text: in a terminal each frame over the last one, in a file or a pipe one for each second.</summary>
internal static class Animation
{
    private const int Columns = 61;
    private const int PoleRows = 7;
    private const int FramesPerSecond = 50;

    // A character is about twice as high as it is wide.
    private const double ColumnsPerRow = 2;

    /// <summary>Plays one episode.</summary>
    /// <param name="seed">Decides where it starts.</param>
    public static void Play(int seed)
    {
        CartPole world = new();
        world.Reset(new Random(seed));
        bool moves = !Console.IsOutputRedirected;
        Outcome outcome = Outcome.Stands;
        Console.Out.Write(Draw(world));
        while (outcome == Outcome.Stands)
        {
            outcome = world.Step(Balancing.Choose(CartPolePlayer.Forward, world));
            if (moves)
            {
                Thread.Sleep(1000 / FramesPerSecond);
                Console.Out.Write($"\e[{PoleRows + 3}A{Draw(world)}");
            }
            else if (world.Steps % FramesPerSecond == 0)
            {
                Console.Out.Write(Draw(world));
            }
        }

        Console.WriteLine(outcome == Outcome.Fell ? $"It fell after {world.Steps} steps." : $"It stood for all {world.Steps} steps.");
    }

    /// <summary>Pole, cart, rail and a line of numbers, each with a line feed.</summary>
    internal static string Draw(CartPole world)
    {
        double cart = (Columns - 1) * (0.5 + (world.Position / (2 * CartPole.RailEnd)));
        char[][] rows = [.. Enumerable.Range(0, PoleRows + 2).Select(static _ => Enumerable.Repeat(' ', Columns).ToArray())];
        for (int height = 1; height <= PoleRows; height++)
        {
            Put(rows[PoleRows - height], cart + (Math.Tan(world.Angle) * height * ColumnsPerRow), world.Angle switch { > 0.03 => '/', < -0.03 => '\\', _ => '|' });
        }

        for (int column = -2; column <= 2; column++) Put(rows[PoleRows], cart + column, column is -2 ? '[' : column is 2 ? ']' : '=');
        Array.Fill(rows[PoleRows + 1], '-');
        string picture = string.Concat(rows.Select(static row => new string(row) + "\n"));
        return $"{picture}step {world.Steps,3}, {world.Position,5:F2} m, {world.Angle * 180 / Math.PI,5:F1} degrees\n";
    }

    private static void Put(char[] row, double column, char character)
    {
        int place = (int)Math.Round(column);
        if (place >= 0 && place < row.Length) row[place] = character;
    }
}
