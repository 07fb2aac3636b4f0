using System.Runtime.InteropServices.JavaScript;
using Layerwise;
using Playground.Data;
using Playground.Networks;
using Playground.Pictures;
using Playground.Source;
using Playground.Training;

namespace Playground.Page;

/// <summary>What the page's JavaScript can call. A side is 0 for the left network and 1 for the right one.</summary>
internal static partial class Exports
{
    private static Comparison? _comparison;

    private static Comparison Comparison => _comparison ?? throw new InvalidOperationException("Begin has not been called.");

    [JSExport]
    internal static string[] TaskNames() => [.. LearningTasks.All.Select(static task => task.Name)];

    [JSExport]
    internal static string[] OptimizerTitles() => [.. OptimizerChoice.All.Select(static choice => choice.Title)];

    [JSExport]
    internal static string[] NetworkTitles(int task, bool sound) => [.. Networks(task).Where(choice => choice.IsSound == sound).Select(static choice => choice.Title)];

    [JSExport]
    internal static string NetworkSummary(int task, int network) => Declaration.Of(Networks(task)[network].ClassName).Summary;

    [JSExport]
    internal static string NetworkCode(int task, int network) => Declaration.Of(Networks(task)[network].ClassName).Code;

    [JSExport]
    internal static void Begin(int task, int left, int right, int optimizer, int seed)
    {
        _comparison?.Dispose();
        _comparison = new Comparison(LearningTasks.All[task], Networks(task)[left], Networks(task)[right], OptimizerChoice.All[optimizer].Optimizer, (ulong)seed);
    }

    [JSExport]
    internal static void Train(double milliseconds) => Comparison.Train(milliseconds);

    [JSExport]
    internal static void TakeSteps(int count) => Comparison.TakeSteps(count);

    [JSExport]
    internal static int Steps() => Comparison.Steps;

    [JSExport]
    internal static double MicrosecondsPerStep() => Comparison.MicrosecondsPerStep;

    [JSExport]
    internal static string PictureKind() => Comparison.Task.Kind.ToString();

    [JSExport]
    internal static double GuessingLoss() => Comparison.Task.GuessingLoss;

    [JSExport]
    internal static double[] Losses(int side) => [.. Comparison[side].Losses.Means];

    [JSExport]
    internal static int LossStride(int side) => Comparison[side].Losses.Stride;

    [JSExport]
    internal static string Score(int side) => Comparison[side].Score();

    [JSExport]
    internal static string? Failure(int side) => Comparison[side].Failure;

    [JSExport]
    internal static string[] Findings(int side) => [.. Comparison[side].Findings()];

    private static IReadOnlyList<NetworkChoice> Networks(int task) => LearningTasks.All[task].Networks;
}
