namespace Layerwise.Tests.Training.Resuming;

/// <summary>Checkpoints that don't fit: a clear error, and nothing is changed.</summary>
public sealed class ForeignCheckpointTests : IDisposable
{
    private static readonly TrainerOptions Options = new() { BatchSize = 10, EarlyStopping = new EarlyStopping() };
    private static readonly Dataset Training = Samples.ThreeClusters(30);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public ForeignCheckpointTests()
    {
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 2), new Adam(0.25), Options);
        Recorder<BatchReport> save = new(_ => trainer.Save(_path));
        trainer.Fit(Training, 2, Training, save);
    }

    public static TheoryData<IOptimizer, TrainerOptions, string> Others() => new()
    {
        { new Sgd(0.25), Options, "trainer.optimizer is Adam { LearningRate = 0.25, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, WeightDecay = 0, Amsgrad = False }; expected Sgd {" },
        { new Adam(0.125), Options, "expected Adam { LearningRate = 0.125," },
        { new Adam(0.25), Options with { BatchSize = 11 }, "trainer.batchSize is 10; expected 11" },
        { new Adam(0.25), Options with { Seed = 1 }, "trainer.seed is 0; expected 1" },
        { new Adam(0.25), Options with { Schedule = new ExponentialSchedule(0.5) }, "trainer.schedule is ConstantSchedule { }; expected ExponentialSchedule { Decay = 0.5 }" },
        { new Adam(0.25), Options with { ReduceOnPlateau = new() }, "trainer.reduceOnPlateau is none; expected ReduceOnPlateau {" },
        { new Adam(0.25), Options with { ClipNorm = 0.5 }, "trainer.clipNorm is none; expected 0.5" },
        { new Adam(0.25), Options with { ClipValue = 2 }, "trainer.clipValue is none; expected 2" },
        { new Adam(0.25), Options with { EarlyStopping = null }, "trainer.earlyStopping is EarlyStopping {" },
    };

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_optimizer_or_option_is_named(IOptimizer optimizer, TrainerOptions options, string expected)
    {
        AssertRefused(new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), optimizer, options), expected);
    }

    [Fact]
    public void Threads_and_checkpoints_may_differ()
    {
        TrainerOptions options = Options with { Threads = 2, Checkpointing = new Checkpointing(_path) { Steps = 7 } };
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 1), new Adam(0.25), options);
        trainer.Load(_path);
        Assert.Equal(6, trainer.Steps);
    }

    // As builds wrote them that did not have these options: whose weight decay touched all parameters.
    [Fact]
    public void What_an_earlier_build_did_not_say_is_what_its_trainer_did()
    {
        SafetensorsFile file = SafetensorsFile.Read(_path);
        void Forget(params string[] options) =>
            new SafetensorsFile(file.Tensors, file.Metadata.Where(entry => !options.Contains(entry.Key["trainer.".Length..])).ToDictionary()).Write(_path);

        Forget("carriesStates", "layers");
        Trainer<PlainNetwork<ThreeClasses>> trainer = NewTrainer();
        trainer.Load(_path);
        Assert.Equal(6, trainer.Steps);

        Forget("carriesStates", "layers", "decaysAllParameters");
        AssertRefused(NewTrainer(), "trainer.decaysAllParameters is True; expected False");
        trainer = new(new(seed: 1), new Adam(0.25), Options with { DecaysAllParameters = true });
        trainer.Load(_path);
        Assert.Equal(6, trainer.Steps);

        Forget("batchSize", "carriesStates");
        AssertRefused(NewTrainer(), "it does not say what its trainer.batchSize is");
    }

    [Fact]
    public void Another_network_is_named()
    {
        AssertRefused(
            new Trainer<PlainNetwork<ManyParameters>>(new(), new Adam(0.25), Options), "Tensor 'state.optimizer': its shape is [18]; expected [9094]");
    }

    [Fact]
    public void Parameters_alone_are_no_checkpoint()
    {
        Safetensors.Save(new PlainNetwork<ThreeClasses>(), _path);
        AssertRefused(NewTrainer(), "no checkpoint of a trainer");
    }

    [Theory]
    [InlineData("state.position", 0, -1, "number 0 is -1; expected a whole one")]
    [InlineData("state.position", 1, 1.5, "number 1 is 1.5; expected a whole one")]
    [InlineData("state.fit", 0, 1e300, "number 0 is 1E+300; expected a whole one")]
    [InlineData("state.fit", 1, double.NaN, "number 1 is NaN; expected a whole one")]
    [InlineData("state.history", 0, -5, "number 0 is -5; expected a whole one")]
    [InlineData("state.best", 1, -5, "number 1 is -5; expected a whole one")]
    public void Impossible_numbers_are_named(string tensor, int index, double value, string expected)
    {
        Replace(tensor, old =>
        {
            double[] numbers = new double[old.Length];
            old.CopyTo(numbers);
            numbers[index] = value;
            return Tensor.Of(tensor, old.Shape, numbers);
        });
        AssertRefused(NewTrainer(), $"Tensor '{tensor}': {expected}");
    }

    [Theory]
    [InlineData("state.position")]
    [InlineData("state.optimizer")]
    [InlineData("state.history")]
    [InlineData("state.best")]
    [InlineData("state.best.parameters")]
    [InlineData("state.best.optimizer")]
    [InlineData("layers.0.weight")]
    public void A_missing_or_misshapen_tensor_is_named(string tensor)
    {
        Replace(tensor, old => Tensor.Of(tensor, [2, 1], [1f, 2f]));
        AssertRefused(NewTrainer(), $"Tensor '{tensor}': its shape is [2, 1]; expected [");
        Replace(tensor, _ => null);
        AssertRefused(NewTrainer(), $"Tensor '{tensor}': the file does not have it");
    }

    [Fact]
    public void A_part_of_a_file_is_refused()
    {
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(_path, whole[..length]);
            AssertRefused(NewTrainer(), "");
        }
    }

    private static Trainer<PlainNetwork<ThreeClasses>> NewTrainer() => new(new(seed: 1), new Adam(0.25), Options);

    private void Replace(string name, Func<Tensor, Tensor?> replacement)
    {
        SafetensorsFile file = SafetensorsFile.Read(_path);
        IEnumerable<Tensor?> tensors = file.Tensors.Select(tensor => tensor.Name == name ? replacement(tensor) : tensor);
        new SafetensorsFile(tensors.OfType<Tensor>(), file.Metadata).Write(_path);
    }

    private void AssertRefused<TShape>(Trainer<PlainNetwork<TShape>> trainer, string expected)
        where TShape : IShape
    {
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => trainer.Load(_path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal((0L, 0, false), (trainer.Steps, trainer.Epochs, trainer.IsInterrupted));

        string now = _path + ".now";
        trainer.Save(now);
        SafetensorsFile file = SafetensorsFile.Read(now);
        File.Delete(now);
        if (file["state.optimizer"].Length > 0) Assert.Equal(0, file["state.optimizer"].Data.ToArray().Max());
        float[] weights = new float[file["layers.0.weight"].Length];
        file["layers.0.weight"].CopyTo(weights);
        Assert.Equal(new PlainNetwork<TShape>(trainer is Trainer<PlainNetwork<ThreeClasses>> ? 1UL : 0).Parameters[..weights.Length].ToArray(), weights);
    }
}
