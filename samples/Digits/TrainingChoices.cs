using Layerwise;

namespace Digits;

/// <summary>What --optimizer and --schedule choose from, with rates that suit these images.</summary>
internal static class TrainingChoices
{
    private static readonly Dictionary<string, IOptimizer> OptimizerOf = new()
    {
        ["sgd"] = new Sgd(learningRate: 0.1) { Momentum = 0.5 },
        ["adam"] = new Adam(learningRate: 0.003),
        ["adamw"] = new AdamW(learningRate: 0.003),
        ["nadam"] = new Nadam(learningRate: 0.003),
        ["rmsprop"] = new RmsProp(learningRate: 0.001),
        ["adagrad"] = new AdaGrad(learningRate: 0.03),
        ["lion"] = new Lion(learningRate: 0.001),
    };

    // From the epochs and the steps of a whole training.
    private static readonly Dictionary<string, Func<int, long, ISchedule>> ScheduleOf = new()
    {
        ["constant"] = static (_, _) => new ConstantSchedule(),
        ["step"] = static (epochs, _) => new StepSchedule(Math.Max(1, epochs / 3)),
        ["exponential"] = static (epochs, _) => new ExponentialSchedule(Math.Pow(0.05, 1.0 / epochs)),
        ["cosine"] = static (_, steps) => new CosineSchedule(steps),
        ["one-cycle"] = static (_, steps) => new OneCycleSchedule(steps),
    };

    public static IReadOnlyCollection<string> Optimizers => OptimizerOf.Keys;

    public static IReadOnlyCollection<string> Schedules => ScheduleOf.Keys;

    public static IOptimizer Optimizer(Settings settings) => OptimizerOf[settings.Optimizer];

    public static TrainerOptions Options(Settings settings, int imageCount)
    {
        var options = new TrainerOptions { BatchSize = settings.Batch, Seed = settings.Seed };
        long steps = (long)settings.Epochs * options.StepsPerEpoch(imageCount);
        return options with { Schedule = ScheduleOf[settings.Schedule](settings.Epochs, steps) };
    }
}
