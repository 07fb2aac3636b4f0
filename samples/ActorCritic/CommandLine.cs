using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Layerwise;

namespace ActorCritic;

/// <summary>The options of the command line, and how their errors read.</summary>
internal static class CommandLine
{
    private const int Ok = 0;
    private const int BadOutput = 1;

    /// <summary>Reads the options and runs the program.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="learn">Learns, and saves weights and curve to the files that are given.</param>
    /// <param name="play">Plays an episode of the seed.</param>
    /// <returns>The exit code: 0, or 1 for an option or a file that can't be used.</returns>
    public static int Run(string[] arguments, Action<Settings, string?, string?> learn, Action<int> play)
    {
        Option<int> seed = new("--seed")
        {
            Description = "Decides weights, starts and pushes.",
            HelpName = "number",
            CustomParser = static argument =>
            {
                string text = argument.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return value;
                argument.AddError($"--seed: expected a whole number from 0 to {int.MaxValue}, but found '{text}'.");
                return default;
            },
        };
        Option<bool> plays = new("--play") { Description = "Lets the policy that is compiled into the program balance the pole, in place of learning." };
        Option<string> save = new("--save") { Description = "Saves the weights here, as safetensors.", HelpName = "file" };
        Option<string> curve = new("--curve") { Description = "Draws the learning curve here, as SVG.", HelpName = "file" };

        var command = new RootCommand("Learns to balance a pole on a cart, with a policy and a value on one trunk.") { seed, plays, save, curve };
        command.SetAction(parsed => RunSafely(() =>
        {
            if (parsed.GetValue(plays)) play(parsed.GetValue(seed));
            else learn(new Settings { Seed = parsed.GetValue(seed) }, parsed.GetValue(save), parsed.GetValue(curve));
        }));

        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction errors) errors.ShowHelp = false;
        return result.Invoke();
    }

    private static int RunSafely(Action program)
    {
        try
        {
            program();
            return Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SafetensorsException)
        {
            Console.Error.WriteLine(e.Message);
            return BadOutput;
        }
    }
}
