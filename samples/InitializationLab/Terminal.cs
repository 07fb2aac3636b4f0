using Spectre.Console;

namespace InitializationLab;

/// <summary>Where the program writes: with colours and a moving bar in a terminal, as plain text into a file or a pipe.</summary>
internal static class Terminal
{
    // Wide enough for five columns of words, where nothing says how wide the output is.
    private const int RedirectedWidth = 160;

    public static IAnsiConsole Open()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected) console.Profile.Width = RedirectedWidth;
        return console;
    }
}
