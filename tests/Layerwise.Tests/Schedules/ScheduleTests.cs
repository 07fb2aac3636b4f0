using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layerwise.Tests.Schedules;

/// <summary>Factors beside the rates of torch.optim.lr_scheduler; vectors/schedules.py made the numbers.</summary>
public class ScheduleTests
{
    private static readonly Vectors Data = Load();

    public static TheoryData<string> Cases => [.. Data.Rates.Keys];

    public static TheoryData<ISchedule> All => new(
        new ConstantSchedule(), new StepSchedule(3), new ExponentialSchedule(0.9), new CosineSchedule(20) { WarmupSteps = 5 }, new OneCycleSchedule(20));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        double[] expected = Data.Rates[name];
        double[] actual = Rates(name, expected.Length);
        Assert.True(expected.Distinct().Count() > 2);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
    }

    [Fact]
    public void A_constant_schedule_changes_nothing() => Assert.Equal(1, new ConstantSchedule().Factor(1000, 10));

    [Fact]
    public void After_its_last_step_a_schedule_stays_where_it_is()
    {
        Assert.Equal(0.25, new CosineSchedule(10) { Minimum = 0.25 }.Factor(1_000_000_000_000, 1), 1e-15);
        Assert.Equal(1 / 25.0 / 1e4, new OneCycleSchedule(10).Factor(long.MaxValue, 1), 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Schedules_of_a_few_steps_have_rates_between_0_and_1(int steps)
    {
        for (int step = 1; step <= steps + 1; step++)
        {
            Assert.InRange(new OneCycleSchedule(steps).Factor(step, 1), 0, 1);
            Assert.InRange(new OneCycleSchedule(steps) { RisingShare = 0 }.Factor(step, 1), 0, 1);
            Assert.InRange(new OneCycleSchedule(steps) { RisingShare = 1 }.Factor(step, 1), 0, 1);
            Assert.InRange(new CosineSchedule(steps).Factor(step, 1), 0, 1);
            Assert.InRange(new CosineSchedule(steps) { WarmupSteps = steps }.Factor(step, 1), 0, 1);
        }
    }

    [Fact]
    public void Every_step_of_a_warm_up_trains_and_its_last_one_at_the_full_rate()
    {
        CosineSchedule schedule = new(100) { WarmupSteps = 4 };
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(1, 5).Select(step => schedule.Factor(step, epoch: 1)));
        Assert.Equal(0.25, (schedule with { WarmupStart = 0.25 }).Factor(1, epoch: 1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_allocated(ISchedule schedule) => Assert.Equal(0, AllocationOf.EveryCall(() => _ = schedule.Factor(7, 2)));

    [Fact]
    public void The_state_of_a_plateau_survives_being_saved()
    {
        ReduceOnPlateau plateau = new() { Patience = 1 };
        PlateauState state = default;
        foreach (double loss in new[] { 3.0, 2, 2, 2, 1.5, 1.5 })
        {
            state = plateau.Next(JsonSerializer.Deserialize<PlateauState>(JsonSerializer.Serialize(state)), loss);
        }

        Assert.Equal(new PlateauState(1.5, 1, 0, 1), state);
        Assert.Equal(0.1, plateau.Factor(state));
        Assert.Equal(1, plateau.Factor(default));
    }

    [Fact]
    public void NaN_is_no_improvement()
    {
        ReduceOnPlateau plateau = new() { Patience = 1 };
        PlateauState state = plateau.Next(plateau.Next(default, double.NaN), double.NaN);
        Assert.Equal(new PlateauState(null, 0, 0, 1), state);
    }

    [Fact]
    public void Impossible_settings_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Epochs", () => new StepSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>("Decay", () => new StepSchedule(1) { Decay = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>("Decay", () => new ExponentialSchedule(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("Steps", () => new CosineSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>("WarmupSteps", () => new CosineSchedule(1) { WarmupSteps = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("WarmupSteps", () => new CosineSchedule(100) { WarmupSteps = 200 });
        Assert.Throws<ArgumentOutOfRangeException>("Steps", () => new CosineSchedule(100) { WarmupSteps = 50 } with { Steps = 49 });
        Assert.Throws<ArgumentOutOfRangeException>("WarmupStart", () => new CosineSchedule(1) { WarmupStart = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Minimum", () => new CosineSchedule(1) { Minimum = 2 });
        Assert.Throws<ArgumentOutOfRangeException>("Steps", () => new OneCycleSchedule(-3));
        Assert.Throws<ArgumentOutOfRangeException>("RisingShare", () => new OneCycleSchedule(1) { RisingShare = 2 });
        Assert.Throws<ArgumentOutOfRangeException>("InitialDivisor", () => new OneCycleSchedule(1) { InitialDivisor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("FinalDivisor", () => new OneCycleSchedule(1) { FinalDivisor = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Decay", () => new ReduceOnPlateau { Decay = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", () => new ReduceOnPlateau { Patience = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Threshold", () => new ReduceOnPlateau { Threshold = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Cooldown", () => new ReduceOnPlateau { Cooldown = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Minimum", () => new ReduceOnPlateau { Minimum = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", () => new EarlyStopping { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MinimalImprovement", () => new EarlyStopping { MinimalImprovement = -1 });
        Assert.Throws<ArgumentNullException>("Schedule", () => new TrainerOptions { Schedule = null! });
    }

    private static double[] Rates(string name, int count)
    {
        string[] words = name.Split(' ');
        double[] numbers = [.. words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        double[] Steps(ISchedule schedule) => [.. Enumerable.Range(1, count).Select(step => schedule.Factor(step, epoch: 1))];
        double[] Epochs(ISchedule schedule) => [.. Enumerable.Range(1, count).Select(epoch => schedule.Factor(step: 1, epoch))];
        return words[0] switch
        {
            nameof(StepSchedule) => Epochs(new StepSchedule((int)numbers[0]) { Decay = numbers[1] }),
            nameof(ExponentialSchedule) => Epochs(new ExponentialSchedule(numbers[0])),
            nameof(CosineSchedule) => Steps(new CosineSchedule((long)numbers[0])
            {
                WarmupSteps = (long)numbers[1],
                WarmupStart = numbers[2],
                Minimum = numbers[3],
            }),
            nameof(OneCycleSchedule) => Steps(new OneCycleSchedule((long)numbers[0])
            {
                RisingShare = numbers[1],
                InitialDivisor = numbers[2],
                FinalDivisor = numbers[3],
            }),
            nameof(ReduceOnPlateau) => Plateau(
                new()
                {
                    Decay = numbers[0],
                    Patience = (int)numbers[1],
                    Threshold = numbers[2],
                    Cooldown = (int)numbers[3],
                    Minimum = numbers[4],
                },
                count),
            _ => throw new InvalidDataException($"Unknown schedule '{name}'."),
        };
    }

    private static double[] Plateau(ReduceOnPlateau plateau, int count)
    {
        PlateauState state = default;
        double[] factors = new double[count];
        for (int i = 0; i < count; i++)
        {
            factors[i] = plateau.Factor(state);
            state = plateau.Next(state, Data.Losses[i]);
        }

        return factors;
    }

    private static Vectors Load()
    {
        using Stream stream = typeof(ScheduleTests).Assembly.GetManifestResourceStream("Layerwise.Tests.Schedules.vectors.schedules.json")!;
        return JsonSerializer.Deserialize<Vectors>(stream)!;
    }

    private sealed record Vectors(
        [property: JsonPropertyName("losses")] double[] Losses,
        [property: JsonPropertyName("rates")] Dictionary<string, double[]> Rates);
}
