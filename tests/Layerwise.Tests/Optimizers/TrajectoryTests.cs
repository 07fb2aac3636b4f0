using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit.Abstractions;

namespace Layerwise.Tests.Optimizers;

/// <summary>100 steps beside those of PyTorch, and of NumPy for Lion; vectors/make_vectors.py made the numbers.</summary>
public class TrajectoryTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-6;

    private static readonly Trajectories Data = Load();

    public static TheoryData<int, string> Runs()
    {
        TheoryData<int, string> runs = [];
        for (int run = 0; run < Data.Runs.Length; run++) runs.Add(run, Create(Data.Runs[run]).ToString()!);
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Steps_equal_those_of_PyTorch(int run, string settings)
    {
        IOptimizer optimizer = Create(Data.Runs[run]);
        float[] parameters = [.. Data.Initial];
        float[] state = new float[optimizer.StateLength(parameters.Length)];
        int compared = 0;
        double largest = 0;
        for (int step = 1; step <= Data.Gradients.Length; step++)
        {
            optimizer.Step(parameters, Data.Gradients[step - 1], state, step);
            if (!Data.Runs[run].Parameters.TryGetValue(step, out float[]? expected)) continue;

            for (int i = 0; i < expected.Length; i++)
            {
                // Relative to the path's start where it crosses 0 later.
                double scale = Math.Max(Math.Abs(expected[i]), Math.Abs(Data.Initial[i]));
                double difference = Math.Abs((double)parameters[i] - expected[i]) / scale;
                largest = Math.Max(largest, difference);
                Assert.True(
                    difference <= Tolerance,
                    $"{settings}, step {step}, parameter {i}: {parameters[i]:R}, expected {expected[i]:R}");
            }

            compared++;
        }

        Assert.Equal(4, compared);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings}: largest difference {largest:E1}"));
    }

    private static IOptimizer Create(Run run)
    {
        double Option(string name, double otherwise) =>
            run.Options.TryGetValue(name, out JsonElement value) ? value.GetDouble() : otherwise;

        return run.Optimizer switch
        {
            "Sgd" => new Sgd(Option("lr", 0.01))
            {
                Momentum = Option("momentum", 0),
                Nesterov = run.Options.ContainsKey("nesterov"),
                WeightDecay = Option("weight_decay", 0),
            },
            "Adam" => new Adam(Option("lr", 0.001))
            {
                Beta1 = Option("beta1", 0.9),
                Beta2 = Option("beta2", 0.999),
                Epsilon = Option("eps", 1e-8),
                WeightDecay = Option("weight_decay", 0),
                Amsgrad = run.Options.ContainsKey("amsgrad"),
            },
            "AdamW" => new AdamW(Option("lr", 0.001))
            {
                Beta1 = Option("beta1", 0.9),
                Beta2 = Option("beta2", 0.999),
                Epsilon = Option("eps", 1e-8),
                WeightDecay = Option("weight_decay", 0.01),
                Amsgrad = run.Options.ContainsKey("amsgrad"),
            },
            "Nadam" => new Nadam(Option("lr", 0.002))
            {
                Beta1 = Option("beta1", 0.9),
                Beta2 = Option("beta2", 0.999),
                Epsilon = Option("eps", 1e-8),
                MomentumDecay = Option("momentum_decay", 0.004),
                WeightDecay = Option("weight_decay", 0),
            },
            "RmsProp" => new RmsProp(Option("lr", 0.01))
            {
                Alpha = Option("alpha", 0.99),
                Epsilon = Option("eps", 1e-8),
                Momentum = Option("momentum", 0),
                Centered = run.Options.ContainsKey("centered"),
                WeightDecay = Option("weight_decay", 0),
            },
            "AdaGrad" => new AdaGrad(Option("lr", 0.01))
            {
                LearningRateDecay = Option("lr_decay", 0),
                InitialAccumulator = Option("initial_accumulator_value", 0),
                Epsilon = Option("eps", 1e-10),
                WeightDecay = Option("weight_decay", 0),
            },
            "Lion" => new Lion(Option("lr", 0.0001))
            {
                Beta1 = Option("beta1", 0.9),
                Beta2 = Option("beta2", 0.99),
                WeightDecay = Option("weight_decay", 0),
            },
            _ => throw new InvalidDataException($"Unknown optimizer '{run.Optimizer}'."),
        };
    }

    private static Trajectories Load()
    {
        using Stream stream = typeof(TrajectoryTests).Assembly.GetManifestResourceStream(
            "Layerwise.Tests.Optimizers.vectors.trajectories.json")!;
        return JsonSerializer.Deserialize<Trajectories>(stream)!;
    }

    private sealed record Trajectories(
        [property: JsonPropertyName("initial")] float[] Initial,
        [property: JsonPropertyName("gradients")] float[][] Gradients,
        [property: JsonPropertyName("runs")] Run[] Runs);

    private sealed record Run(
        [property: JsonPropertyName("optimizer")] string Optimizer,
        [property: JsonPropertyName("options")] Dictionary<string, JsonElement> Options,
        [property: JsonPropertyName("parameters")] Dictionary<int, float[]> Parameters);
}
