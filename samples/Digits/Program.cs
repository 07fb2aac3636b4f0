using Digits;
using Digits.Progress;
using Digits.Report;
using Layerwise;
using Spectre.Console;

return CommandLine.Run(args, static settings =>
{
    // A network is a class: what the options choose is which one.
    switch (settings)
    {
        case { Convolutions: true }: Run(settings, static seed => new ConvolutionalDigitClassifier(seed)); break;
        case { BatchNormalization: false, Dropout: false }: Run(settings, static seed => new DigitClassifier(seed)); break;
        case { BatchNormalization: true, Dropout: false }: Run(settings, static seed => new NormalizedDigitClassifier(seed)); break;
        case { BatchNormalization: false }: Run(settings, static seed => new DropoutDigitClassifier(seed)); break;
        default: Run(settings, static seed => new NormalizedDropoutDigitClassifier(seed)); break;
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
    if (trained.Network is ConvolutionalDigitClassifier reader) LearnedFilters.Write(console, reader);
    Summary.Write(console, readings, trained, Costs.Measure(trained.Network, create(settings.Seed), test, settings.Batch));
}
