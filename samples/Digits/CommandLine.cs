using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Layerwise;

namespace Digits;

/// <summary>The options of the command line, and how their errors read.</summary>
internal static class CommandLine
{
    private const int Ok = 0;
    private const int BadInput = 1;

    /// <summary>Reads the options and runs the program.</summary>
    /// <returns>The exit code: 0, or 1 for an option or a file that can't be used.</returns>
    public static int Run(string[] arguments, Action<Settings> program)
    {
        var defaults = new Settings();
        Option<int> epochs = Number("--epochs", "How often training goes over its images.", defaults.Epochs, 1, 10_000);
        Option<ulong> seed = Number("--seed", "Decides the initial weights and the order of the images.", defaults.Seed, 0UL, ulong.MaxValue);
        Option<int> batch = Number("--batch", "Images in one training step.", defaults.Batch, 1, 10_000);
        Option<string> optimizer = Choice("--optimizer", "How gradients become steps", defaults.Optimizer, TrainingChoices.Optimizers);
        Option<string> schedule = Choice("--schedule", "How the learning rate changes while training goes on", defaults.Schedule, TrainingChoices.Schedules);
        Option<bool> normalization = new("--batch-norm") { Description = "Gives the hidden layer batch normalization." };
        Option<bool> dropout = new("--dropout") { Description = "Gives the hidden layer dropout, of a fifth of its units." };
        Option<bool> convolutions = new("--convolutions") { Description = "Reads with filters that move over the image, in place of a hidden layer." };
        Option<string> save = Path("--save", "Saves the trained network here, as safetensors.");
        Option<string> load = Path("--load", "Uses the network that --save has saved here, in place of training one.");
        Option<string> resume = Path("--resume", "Keeps a checkpoint here while training, and continues from it if there is one.");
        Option<string> report = Path("--report", "Writes a page about the training here, for a browser.");
        Option<string> data = Path("--data", "CSV file with 64 pixels from 0 to 16 and the digit in each line, in place of the file that comes along.");

        var command = new RootCommand("Trains a small network to read handwritten digits, then measures it.")
        {
            epochs, seed, batch, optimizer, schedule, normalization, dropout, convolutions, save, load, resume, report, data,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(load) is null || result.GetResult(resume) is null) return;
            result.AddError("--load and --resume: expected one of them, because a loaded network is not trained, but found both.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(load) is null || result.GetResult(report) is null) return;
            result.AddError("--load and --report: expected one of them, because a loaded network is not trained, but found both.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(normalization) is not { Implicit: false } || result.GetResult(batch)?.GetValueOrDefault<int>() is not 1) return;
            result.AddError("--batch-norm and --batch: expected at least 2 images in a step, from which mean and variance are taken, but found 1.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(convolutions) is not { Implicit: false }) return;
            string? other = result.GetResult(normalization) is { Implicit: false } ? "--batch-norm" : result.GetResult(dropout) is { Implicit: false } ? "--dropout" : null;
            if (other is not null) result.AddError($"--convolutions and {other}: expected one of them, because {other} is of the hidden layer, but found both.");
        });
        command.SetAction(parsed => RunSafely(() => program(new Settings
        {
            Epochs = parsed.GetValue(epochs),
            Seed = parsed.GetValue(seed),
            Batch = parsed.GetValue(batch),
            Optimizer = parsed.GetValue(optimizer)!,
            Schedule = parsed.GetValue(schedule)!,
            BatchNormalization = parsed.GetValue(normalization),
            Dropout = parsed.GetValue(dropout),
            Convolutions = parsed.GetValue(convolutions),
            SaveFile = parsed.GetValue(save),
            LoadFile = parsed.GetValue(load),
            ResumeFile = parsed.GetValue(resume),
            ReportFile = parsed.GetValue(report),
            DataFile = parsed.GetValue(data) ?? defaults.DataFile,
        })));

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
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or SafetensorsException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }
    }

    private static Option<string> Path(string name, string description) => new(name) { Description = description, HelpName = "file" };

    private static Option<string> Choice(string name, string description, string byDefault, IReadOnlyCollection<string> choices)
    {
        string names = string.Join(", ", choices);
        return new Option<string>(name)
        {
            Description = $"{description}: {names}.",
            HelpName = "name",
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (!choices.Contains(text)) argument.AddError($"{name}: expected one of {names}, but found '{text}'.");
                return text;
            },
        };
    }

    private static Option<T> Number<T>(string name, string description, T byDefault, T min, T max)
        where T : struct, IBinaryInteger<T>
    {
        return new Option<T>(name)
        {
            Description = description,
            HelpName = "number",
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument => Parse(argument, name, min, max),
        };
    }

    private static T Parse<T>(ArgumentResult argument, string name, T min, T max)
        where T : struct, IBinaryInteger<T>
    {
        string text = argument.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value) && value >= min && value <= max) return value;
        argument.AddError($"{name}: expected a whole number from {min} to {max}, but found '{text}'.");
        return default;
    }
}
