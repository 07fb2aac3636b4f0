using Anomaly;
using Layerwise;

DigitImages images = DigitImages.Read();
ZeroTraining trained = ZeroTraining.Run(images);
float zeros = Trainer.Evaluate(trained.Network, trained.Test).Loss, others = Trainer.Evaluate(trained.Network, images.Others).Loss;
Console.WriteLine(FormattableString.Invariant($"Trained: the mean square of what is drawn wrong is {zeros:F2} for zeros, {others:F2} for other digits."));

// --save zeros.safetensors writes what the next build compiles in; all below is done by what was compiled into this one.
if (Array.IndexOf(args, "--save") is var at and >= 0 && at + 1 < args.Length) FrozenWeights.Save(trained.Network, args[at + 1], trained.Test.Input(0));

var detector = Detector.Choose(trained.Validation);
int missed = images.Others.Count - detector.CountAlarms(images.Others);
int alarms = detector.CountAlarms(trained.Test);
Console.WriteLine(FormattableString.Invariant($"Threshold {detector.Threshold:F2}, from {trained.Validation.Count} zeros."));
Console.WriteLine($"Of {trained.Test.Count} other zeros {alarms} are taken for something else; of {images.Others.Count} images of other digits {missed} are taken for zeros.");
return missed < images.Others.Count / 10 ? 0 : 1;
