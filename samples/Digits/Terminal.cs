using Spectre.Console;

namespace Digits;

/// <summary>Where the program writes: with colors and a moving bar in a terminal, as plain text into a file or a pipe.</summary>
internal static class Terminal
{
    public static IAnsiConsole Open() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });
}
