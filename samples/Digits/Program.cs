using Digits;
using Digits.Progress;
using Digits.Report;
using Layerwise;
using Spectre.Console;

return CommandLine.Run(args, settings =>
{
    IAnsiConsole console = Terminal.Open();
    (Dataset training, Dataset test) = DigitData.Split(DigitData.Read(settings.DataFile));

    TrainedNetwork trained = TrainingProgress.Show(console, settings.Epochs, progress => DigitTraining.Train(training, settings, progress));
    Reading[] readings = Reading.Of(test, trained.Network);

    ConfusionMatrix.Write(console, readings);
    MisreadDigits.Write(console, readings);
    Summary.Write(console, readings, trained, Costs.Measure(trained.Network, test, settings.Batch));
});
