using Layerwise;
using Layerwise.Data;

namespace Tabular;

/// <summary>From the table to a network that takes measurements as they are.</summary>
internal sealed class WineTraining
{
    private WineTraining(WineClassifier network, Dataset test)
    {
        Network = network;
        Test = test;
    }

    /// <summary>The table beside the program.</summary>
    public static string TableFile => Path.Combine(AppContext.BaseDirectory, "data", "wine.csv");

    /// <summary>What learned.</summary>
    public WineClassifier Network { get; }

    /// <summary>Wines that it never saw, as they are in the table.</summary>
    public Dataset Test { get; }

    /// <summary>Reads, splits and trains; tells about it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="reportFile">A page about the training, or null.</param>
    public static WineTraining Run(TextWriter output, string? reportFile = null)
    {
        CsvTable table = CsvTable.Read(TableFile);
        output.WriteLine(table);
        TableSamples wines = table.WithLabels("cultivar");
        output.WriteLine(wines);

        (Dataset rest, Dataset test) = wines.Dataset.SplitStratified(0.8, seed: 1);
        (Dataset training, Dataset validation) = rest.SplitStratified(0.75, seed: 1);
        output.WriteLine(DataReport.Of(training, test));

        var network = new WineClassifier(seed: 1);
        output.WriteLine(network.FitScaling(training));
        var options = new TrainerOptions { BatchSize = 16, Seed = 1, EarlyStopping = new EarlyStopping { Patience = 20 } };
        using var trainer = new Trainer<WineClassifier>(network, new Adam(learningRate: 0.003), options);
        TrainingReport<WineClassifier>? report = reportFile is null ? null : new TrainingReport<WineClassifier>(trainer, validation, wines.TargetNames);
        IReadOnlyList<EpochReport> epochs = trainer.Fit(training, epochs: 200, validation, epochProgress: report);
        report?.Save(reportFile!);
        output.WriteLine(epochs[^1]);
        return new WineTraining(network, test);
    }
}
