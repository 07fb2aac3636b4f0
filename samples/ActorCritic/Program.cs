using System.Diagnostics;
using ActorCritic;
using Layerwise;

const int judgedEpisodes = 100;
const int judgedSeed = 1983;

return CommandLine.Run(args, Learn, Animation.Play);

static void Learn(Settings settings, string? saveFile, string? curveFile)
{
    CartPoleNetwork network = new((ulong)settings.Seed);
    long start = Stopwatch.GetTimestamp();
    Console.WriteLine("  steps  episodes  mean return of the last 100");
    IReadOnlyList<CurvePoint> curve = Learning.Run(network, settings, static point =>
    {
        if (point.Steps % 8192 == 0) Console.WriteLine($"{point.Steps,7:N0}  {point.Episodes,8:N0}  {point.MeanReturn,27:F1}");
    });
    CurvePoint end = curve[^1];
    Console.WriteLine($"{end.Steps,7:N0}  {end.Episodes,8:N0}  {end.MeanReturn,27:F1}");
    Console.WriteLine($"learned in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
    Console.WriteLine($"without chance, over {judgedEpisodes} new episodes: {Balancing.MeanReturn(network.Forward, judgedEpisodes, judgedSeed):F1} of {CartPole.MostSteps}");

    if (saveFile is not null) FrozenWeights.Save(network, saveFile, [0, 0, 0, 0, 0.5f, 0, 0.1f, 0, -1, 0.5f, -0.05f, -0.5f]);
    if (curveFile is not null) File.WriteAllText(curveFile, CurvePicture.Draw(curve, settings));
}
