using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A checkpoint: the network's parameters under their own names, and all else that training needs under <c>state.</c></summary>
internal static class TrainingFile
{
    private const int PositionLength = 6;
    private const int BestLength = 2 + PositionLength;
    private const int CallLength = 9;
    private const int ReportLength = 8;

    private const string Position = Safetensors.StatePrefix + "position";
    private const string Optimizer = Safetensors.StatePrefix + "optimizer";
    private const string Call = Safetensors.StatePrefix + "fit";
    private const string History = Safetensors.StatePrefix + "history";
    private const string Carried = Safetensors.StatePrefix + "carried";
    private const string Best = Safetensors.StatePrefix + "best";
    private const string BestParameters = Best + ".parameters";
    private const string BestStatistics = Best + ".statistics";
    private const string BestOptimizer = Best + ".optimizer";

    public static SafetensorsFile Of<TNetwork>(Learner<TNetwork> learner, FitCall? call)
        where TNetwork : class, INetwork<TNetwork>
    {
        SafetensorsFile parameters = Safetensors.ToFile(learner.Network, metadata: TrainingSettings.Of<TNetwork>(learner.Optimizer, learner.Options));
        NumberWriter position = new();
        learner.Position.Write(position);
        List<Tensor> tensors = [.. parameters.Tensors, position.ToTensor(Position), Vector(Optimizer, learner.State)];
        if (call is not null) Add(tensors, call);
        return new SafetensorsFile(tensors, parameters.Metadata);
    }

    /// <summary>Loads all of it, or nothing.</summary>
    /// <returns>The call of Fit that the checkpoint interrupted; null where there was none.</returns>
    /// <exception cref="SafetensorsException">Something is missing or doesn't fit; nothing was changed.</exception>
    public static FitCall? Load<TNetwork>(SafetensorsFile file, Learner<TNetwork> learner)
        where TNetwork : class, INetwork<TNetwork>
    {
        TrainingSettings.Check(file, TrainingSettings.Of<TNetwork>(learner.Optimizer, learner.Options));
        TrainingPosition position = TrainingPosition.Read(new NumberReader(file[Position], PositionLength));
        float[] state = Vector(file[Optimizer], learner.State.Length);
        FitCall? call = file.Has(Call) ? ReadCall(file, learner.NewBestEpoch(), learner.NewCarriedStates()) : null;
        Safetensors.Load(learner.Network, file);

        state.CopyTo(learner.State, 0);
        learner.Position = position;
        return call;
    }

    private static void Add(List<Tensor> tensors, FitCall call)
    {
        NumberWriter numbers = new();
        numbers.Add(call.SampleCount);
        numbers.Add(call.Batches);
        numbers.Add(call.LearningRate);
        call.Tally.Write(numbers);
        tensors.Add(numbers.ToTensor(Call));

        NumberWriter history = new();
        foreach (EpochReport report in call.History) Write(report, history);
        tensors.Add(history.ToTensor(History, call.History.Count, ReportLength));

        if (call.Carried is { } carried) tensors.Add(Vector(Carried, carried.Values));
        if (call.Best is not { } best) return;
        NumberWriter bestNumbers = new();
        best.Write(bestNumbers);
        tensors.Add(bestNumbers.ToTensor(Best));
        tensors.Add(Vector(BestParameters, best.Snapshot.Parameters));
        tensors.Add(Vector(BestStatistics, best.Snapshot.Statistics));
        tensors.Add(Vector(BestOptimizer, best.Snapshot.State));
    }

    private static FitCall ReadCall(SafetensorsFile file, BestEpoch? best, CarriedStates? carried)
    {
        if (carried is not null) Vector(file[Carried], carried.Values.Length).CopyTo(carried.Values, 0);
        if (best is not null)
        {
            best.Read(new NumberReader(file[Best], BestLength));
            Vector(file[BestParameters], best.Snapshot.Parameters.Length).CopyTo(best.Snapshot.Parameters, 0);
            Vector(file[BestStatistics], best.Snapshot.Statistics.Length).CopyTo(best.Snapshot.Statistics, 0);
            Vector(file[BestOptimizer], best.Snapshot.State.Length).CopyTo(best.Snapshot.State, 0);
        }

        NumberReader numbers = new(file[Call], CallLength);
        FitCall call = new(numbers.NextInt32(), best, carried) { Batches = numbers.NextInt32(), LearningRate = numbers.Next(), Tally = Tally.Read(numbers) };
        int epochs = file[History].Length / ReportLength;
        NumberReader history = new(file[History], epochs, ReportLength);
        for (int i = 0; i < epochs; i++) call.History.Add(ReadReport(history));
        return call;
    }

    private static void Write(EpochReport report, NumberWriter numbers)
    {
        numbers.Add(report.Epoch);
        numbers.Add(report.Training.Loss);
        numbers.Add(report.Training.Accuracy);
        numbers.Add(report.Validation is null ? 0 : 1); // a loss that is NaN is not the absence of one
        numbers.Add(report.Validation?.Loss);
        numbers.Add(report.Validation?.Accuracy);
        numbers.Add(report.LearningRate);
        numbers.Add(report.GradientNorm);
    }

    private static EpochReport ReadReport(NumberReader numbers)
    {
        int epoch = numbers.NextInt32();
        Evaluation training = new((float)numbers.Next(), (float?)numbers.NextOrNull());
        bool hasValidation = numbers.NextInt32() != 0;
        Evaluation validation = new((float)numbers.Next(), (float?)numbers.NextOrNull());
        return new EpochReport(epoch, training, hasValidation ? validation : null, numbers.Next(), numbers.NextOrNull());
    }

    private static Tensor Vector(string name, float[] values) => Tensor.Of(name, [values.Length], values.AsSpan());

    private static float[] Vector(Tensor tensor, int length)
    {
        if (!tensor.Shape.SequenceEqual([length]))
        {
            throw new SafetensorsException(tensor.Name, $"its shape is {TensorShape.Text(tensor.Shape)}; expected [{length}].");
        }

        float[] values = new float[length];
        tensor.CopyTo(values.AsSpan());
        return values;
    }
}
