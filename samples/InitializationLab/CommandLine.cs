using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;

namespace InitializationLab;

/// <summary>The options of the command line, and how their errors read.</summary>
internal static class CommandLine
{
    private const int Ok = 0;
    private const int BadOutput = 1;

    /// <summary>Reads the options and runs the program.</summary>
    /// <returns>The exit code: 0, or 1 for an option or a file that can't be used.</returns>
    public static int Run(string[] arguments, Action<Settings> program)
    {
        var defaults = new Settings();
        Option<bool> full = new("--full") { Description = "Draws more networks and trains them longer." };
        Option<ulong> seed = new("--seed")
        {
            Description = "Decides weights, inputs and the order of the images.",
            HelpName = "number",
            CustomParser = static argument =>
            {
                string text = argument.Tokens[0].Value;
                if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)) return value;
                argument.AddError($"--seed: expected a whole number from 0 to {ulong.MaxValue}, but found '{text}'.");
                return default;
            },
        };
        Option<string> report = new("--report") { Description = "Where the page with the pictures goes.", HelpName = "file" };

        var command = new RootCommand("Puts what is said about initialization to the test: two dozen claims, predicted and measured.") { full, seed, report };
        command.SetAction(parsed => RunSafely(() => program(new Settings
        {
            Full = parsed.GetValue(full),
            Seed = parsed.GetValue(seed),
            ReportFile = parsed.GetValue(report) ?? defaults.ReportFile,
        })));

        System.CommandLine.ParseResult result = command.Parse(arguments);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return BadOutput;
        }
    }
}
