using Digits;
using Digits.Progress;
using Digits.Report;
using Layerwise;
using Spectre.Console;

return CommandLine.Run(args, static settings =>
{
    // A network is a class: what the options choose is which one.
    switch (settings.BatchNormalization, settings.Dropout)
    {
        case (false, false): Run(settings, static seed => new DigitClassifier(seed)); break;
        case (true, false): Run(settings, static seed => new NormalizedDigitClassifier(seed)); break;
        case (false, true): Run(settings, static seed => new DropoutDigitClassifier(seed)); break;
        case (true, true): Run(settings, static seed => new NormalizedDropoutDigitClassifier(seed)); break;
    }
});

static void Run<TNetwork>(Settings settings, Func<ulong, TNetwork> create)
    where TNetwork : class, INetwork<TNetwork>
{
    IAnsiConsole console = Terminal.Open();
    (Dataset training, Dataset test) = DigitData.Split(DigitData.Read(settings.DataFile));

    TrainedNetwork<TNetwork> trained = TrainingProgress.Show(
        console, settings.Epochs, progress => DigitTraining.Train(create(settings.Seed), training, test, settings, progress));
    Reading[] readings = Reading.Of(test, trained.Network);

    ConfusionTable.Write(console, ConfusionMatrix.Of(trained.Network, test));
    MisreadDigits.Write(console, readings);
    Summary.Write(console, readings, trained, Costs.Measure(trained.Network, create(settings.Seed), test, settings.Batch));
}
