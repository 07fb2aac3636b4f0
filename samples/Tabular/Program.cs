using Layerwise;
using Tabular;

// --report page.html writes a page about the training, --save wine.safetensors what the next build compiles in.
WineTraining trained = WineTraining.Run(Console.Out, Option("--report"));
Console.WriteLine();
ConfusionMatrix matrix = WineAnswers.Write(Console.Out, trained);
if (Option("--save") is { } file) FrozenWeights.Save(trained.Network, file, trained.Test.Input(0));
return matrix.Accuracy >= 0.9 ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
