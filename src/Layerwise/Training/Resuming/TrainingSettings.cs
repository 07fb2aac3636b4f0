using System.Globalization;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>What decides how training goes on, as the text in a checkpoint. Threads do not, nor when checkpoints are written.</summary>
internal static class TrainingSettings
{
    private const string Prefix = "trainer.";

    // Checkpoints that are older than these options don't name them. This is what their trainers did.
    private static readonly Dictionary<string, string> BeforeThere = new()
    {
        [Prefix + "layers"] = "none",
        [Prefix + "decaysAllParameters"] = bool.TrueString,
        [Prefix + "carriesStates"] = bool.FalseString,
    };

    public static Dictionary<string, string> Of<TNetwork>(IOptimizer optimizer, TrainerOptions options)
        where TNetwork : class, INetwork<TNetwork> => new()
        {
            [Prefix + "loss"] = HeadsOf<TNetwork>.AreSeveral ? string.Join(", ", HeadsOf<TNetwork>.All) : Text(TNetwork.Loss),
            [Prefix + "optimizer"] = Text(optimizer),
            [Prefix + "batchSize"] = Text(options.BatchSize),
            [Prefix + "seed"] = Text(options.Seed),
            [Prefix + "schedule"] = Text(options.Schedule),
            [Prefix + "reduceOnPlateau"] = Text(options.ReduceOnPlateau),
            [Prefix + "clipValue"] = Text(options.ClipValue),
            [Prefix + "clipNorm"] = Text(options.ClipNorm),
            [Prefix + "layers"] = options.Layers.Count == 0 ? "none" : string.Join(", ", options.Layers.Select(Text)),
            [Prefix + "decaysAllParameters"] = Text(options.DecaysAllParameters),
            [Prefix + "earlyStopping"] = Text(options.EarlyStopping),
            [Prefix + "carriesStates"] = Text(options.CarriesStates),
        };

    /// <exception cref="SafetensorsException">The file was written by no trainer, or by one with other settings.</exception>
    public static void Check(SafetensorsFile file, Dictionary<string, string> expected)
    {
        foreach ((string key, string value) in expected)
        {
            if (!file.Metadata.TryGetValue(key, out string? found) && !BeforeThere.TryGetValue(key, out found))
            {
                throw new SafetensorsException($"The file is no checkpoint of a trainer: it does not say what its {key} is. Trainer.Save writes one.");
            }

            if (found != value)
            {
                throw new SafetensorsException($"The checkpoint is of another training: {key} is {FileText.Shorten(found)}; expected {value}.");
            }
        }
    }

    // Optimizers and schedules are records, which print their type and all their properties, but in the language of the thread.
    private static string Text(object? value)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return value?.ToString() ?? "none";
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
