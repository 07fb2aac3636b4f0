using System.CommandLine;
using System.CommandLine.Invocation;
using Layerwise;

namespace Amplifier;

/// <summary>The options of the command line, and how their errors read.</summary>
internal static class CommandLine
{
    private const int BadOutput = 1;

    /// <summary>Reads the options and runs the program.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="learn">Learns, and writes sound to a folder and, where a file is given, weights to that.</param>
    /// <param name="play">Writes sound of the network that is compiled into the program to a folder.</param>
    /// <returns>The exit code: what the program gives, or 1 for an option or a file that can't be used.</returns>
    public static int Run(string[] arguments, Func<string, string?, int> learn, Func<string, int> play)
    {
        Option<bool> plays = new("--play") { Description = "Plays with the network that is compiled into the program, in place of learning." };
        Option<string> folder = new("--out")
        {
            Description = "Where the sound and the picture are written.",
            HelpName = "folder",
            DefaultValueFactory = static _ => Path.Combine("artifacts", "amplifier"),
        };
        Option<string> save = new("--save") { Description = "Saves the weights here, as safetensors.", HelpName = "file" };

        var command = new RootCommand("Learns what a guitar amplifier does to plucked strings.") { plays, folder, save };
        command.SetAction(parsed => RunSafely(() =>
            parsed.GetValue(plays) ? play(parsed.GetValue(folder)!) : learn(parsed.GetValue(folder)!, parsed.GetValue(save))));
        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction errors) errors.ShowHelp = false;
        return result.Invoke();
    }

    private static int RunSafely(Func<int> program)
    {
        try
        {
            return program();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SafetensorsException)
        {
            Console.Error.WriteLine(e.Message);
            return BadOutput;
        }
    }
}
