using System.Globalization;
using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>
/// Several outputs behind recurrent layers: what they answer, lose and pass back is what networks with one output each do that have the same parameters.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StepHeadsTests(StepHeadsTests.Classes classes) : IClassFixture<StepHeadsTests.Classes>
{
    private const int Steps = 6;
    private const int Rows = 3;
    private const int Actions = 4;
    private const float ValueWeight = 0.5f;

    private const string Trunk = "[Gru(3, 9)]\n[Lstm(9, 5{0})]\n[Layer(5, 6, Activation.Tanh)]";

    private static readonly int[] Lengths = [6, 2, 4];

    private delegate float LabelPass<TNetwork>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> values, Workspace<TNetwork> workspace, Span<float> gradients)
        where TNetwork : class, INetwork<TNetwork>;

    private delegate float TargetPass<TNetwork>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> values, Workspace<TNetwork> workspace, Span<float> gradients)
        where TNetwork : class, INetwork<TNetwork>;

    private delegate void HeadsBackward<TNetwork>(
        ReadOnlySpan<float> policy, ReadOnlySpan<float> value, Workspace<TNetwork> workspace, Span<float> gradients, Span<float> inputGradients)
        where TNetwork : class, INetwork<TNetwork>;

    [Theory]
    [InlineData("EachStep", false)]
    [InlineData("EachStep", true)]
    [InlineData("LastStep", false)]
    [InlineData("LastStep", true)]
    public void Outputs_losses_and_gradients_are_those_of_networks_with_one(string kind, bool hasLengths)
    {
        Found both = Visit(kind + "Both", hasLengths), policy = Visit(kind + "Policy", hasLengths), value = Visit(kind + "Value", hasLengths);
        int answers = both.Outputs.Length / (Actions + 1);
        for (int answer = 0; answer < answers; answer++)
        {
            Assert.Equal(policy.Outputs.AsSpan(answer * Actions, Actions), both.Outputs.AsSpan(answer * (Actions + 1), Actions));
            Assert.Equal(value.Outputs[answer], both.Outputs[(answer * (Actions + 1)) + Actions]);
        }

        Assert.Equal(policy.Loss + (ValueWeight * value.Loss), both.Loss, 1e-6f);
        Assert.Equal(policy.Loss, both.HeadLosses[0], 1e-6f);
        Assert.Equal(value.Loss, both.HeadLosses[1], 1e-6f);
        Assert.Equal(both.HeadLosses, both.ComputedLosses, (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal(both.Loss, both.ComputedLoss, 1e-5f);
        int shared = policy.Gradients.Length - policy.Own;
        for (int i = 0; i < shared; i++) Assert.Equal(policy.Gradients[i] + (ValueWeight * value.Gradients[i]), both.Gradients[i], 2e-6f);
        for (int i = 0; i < policy.Own; i++) Assert.Equal(policy.Gradients[shared + i], both.Gradients[shared + i], 2e-6f);
        for (int i = 0; i < value.Own; i++) Assert.Equal(ValueWeight * value.Gradients[shared + i], both.Gradients[shared + policy.Own + i], 2e-6f);
        Assert.Contains(both.Gradients, static gradient => Math.Abs(gradient) > 0.01f);
    }

    [Theory]
    [InlineData("EachStep")]
    [InlineData("LastStep")]
    public void Labels_and_targets_of_each_output_are_what_joined_targets_are(string kind)
    {
        Found found = Visit(kind + "Both", hasLengths: true);
        Assert.Equal(found.Gradients, found.OfTargets);
        Assert.Equal(found.Gradients, found.OfLabels);
    }

    [Theory]
    [InlineData("EachStep")]
    [InlineData("LastStep")]
    public void Derivatives_of_each_output_are_what_joined_ones_are(string kind) => Assert.True(LoadedAssembly.Visit(classes.Of(kind + "Both"), new Backwards()));

    [Theory]
    [InlineData("EachStep")]
    [InlineData("LastStep")]
    public void A_trainer_sees_each_output_and_counts_the_steps_that_count(string kind) => Assert.True(LoadedAssembly.Visit(classes.Of(kind + "Both"), new Training()));

    private static IEnumerable<string> Networks(string kind, string option, string last)
    {
        string input = $"[Input({Steps}, 3)]\n";
        string trunk = Trunk.Replace("{0}", last, StringComparison.Ordinal);
        string options = option.Length > 0 ? $"[Network({option})]\n" : "";
        string policy = "6, 7, Activation.Tanh", actions = $"7, {Actions}, Activation.Softmax", value = "6, 1, Activation.Identity";
        yield return $"/// <summary>Both.</summary>\n{options}{input}{trunk}\n[Layer({policy}, Head = \"Policy\")]\n[Output(\"Policy\", {actions})]\n"
            + $"[Output(\"Value\", {value}, LossWeight = 0.5f)]\npublic sealed partial class {kind}Both;";
        yield return $"/// <summary>One.</summary>\n{options}{input}{trunk}\n[Layer({policy})]\n[Layer({actions})]\npublic sealed partial class {kind}Policy;";
        yield return $"/// <summary>The other.</summary>\n{options}{input}{trunk}\n[Layer({value})]\npublic sealed partial class {kind}Value;";
    }

    private static float[] Inputs() => Uniform(new Random(3), Rows * Steps * 3);

    private static int[] Labels(int answers) => [.. Enumerable.Range(0, answers).Select(static i => ((i * 7) + 1) % Actions)];

    private static float[] Values(int answers) => Uniform(new Random(4), answers);

    private static float[] Targets(int answers) => [.. Labels(answers).SelectMany(static label => Enumerable.Range(0, Actions).Select(action => action == label ? 1f : 0f))];

    private static float[] Joined(int answers)
    {
        (float[] policy, float[] values) = (Targets(answers), Values(answers));
        return [.. Enumerable.Range(0, answers).SelectMany(i => policy.Skip(i * Actions).Take(Actions).Append(values[i]))];
    }

    private static float[] Uniform(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private Found Visit(string name, bool hasLengths) => LoadedAssembly.Visit(classes.Of(name), new Pass(hasLengths));

    // The parameters of a layer depend on which it is, whatever stands behind.
    private static void Fill<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        foreach (LayerInfo layer in layers)
        {
            var random = new Random((layer.FanIn * 100) + layer.FanOut);
            foreach (ref float parameter in network.Parameters.Slice(layer.WeightsOffset, layer.ParameterCount)) parameter = random.NextSingle() - 0.5f;
        }
    }

    /// <summary>All of them in one compilation.</summary>
    public sealed class Classes : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer(
            "using Layerwise;\n\n" + string.Join("\n\n", Networks("EachStep", "WarmupSteps = 1", "").Concat(Networks("LastStep", "", ", LastStepOnly = true")))).Load();

        public void Dispose() => _assembly.Dispose();

        internal Type Of(string name) => _assembly.Networks.Single(type => type.Name == name);
    }

    private sealed record Found(float[] Outputs, float Loss, float[] HeadLosses, float ComputedLoss, float[] ComputedLosses, float[] Gradients, int Own)
    {
        public float[] OfTargets { get; init; } = [];

        public float[] OfLabels { get; init; } = [];
    }

    private sealed class Pass(bool hasLengths) : IRecurrentVisitor<Found>
    {
        public Found Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Fill(network);
            int answers = Rows * TNetwork.AnsweredSteps;
            bool isBoth = TNetwork.Heads.Length == 2, isValue = TNetwork.StepOutputSize == 1;
            float[] targets = isBoth ? Joined(answers) : isValue ? Values(answers) : Targets(answers);
            int[] lengths = hasLengths ? Lengths : [];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
            workspace.SetLengths(lengths);
            float[] gradients = new float[TNetwork.ParameterCount];
            float loss = network.ComputeGradients(Inputs(), targets, workspace, gradients);
            float[] headLosses = workspace.HeadLosses.ToArray();
            float[] trained = network.Forward(Inputs(), workspace).ToArray();
            float[] losses = new float[Math.Max(1, TNetwork.Heads.Length)];
            TNetwork.ComputeLosses(trained, targets, lengths, losses);
            float computed = TNetwork.ComputeLoss(trained, targets, lengths);
            int own = isValue ? TNetwork.Layers[^1].ParameterCount : TNetwork.Layers[3].ParameterCount + TNetwork.Layers[4].ParameterCount;
            var found = new Found(AnswersOf(network), loss, headLosses, computed, losses, gradients, own);
            if (!isBoth) return found;

            MethodInfo Method(Type policy) => typeof(TNetwork).GetMethod(
                "ComputeGradients", [typeof(ReadOnlySpan<float>), policy, typeof(ReadOnlySpan<float>), typeof(Workspace<TNetwork>), typeof(Span<float>)])!;
            float[] one = new float[gradients.Length], other = new float[gradients.Length];
            Method(typeof(ReadOnlySpan<float>)).CreateDelegate<TargetPass<TNetwork>>(network)(Inputs(), Targets(answers), Values(answers), workspace, one);
            Method(typeof(ReadOnlySpan<int>)).CreateDelegate<LabelPass<TNetwork>>(network)(Inputs(), Labels(answers), Values(answers), workspace, other);
            return found with { OfTargets = one, OfLabels = other };
        }

        // Of whole sequences, the same step by step.
        private static float[] AnswersOf<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = Inputs();
            float[] outputs = new float[Rows * TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            int width = TNetwork.StepOutputSize, skipped = Steps - TNetwork.AnsweredSteps;
            for (int row = 0; row < Rows; row++)
            {
                RecurrentState<TNetwork> state = TNetwork.CreateState();
                float[] step = new float[width];
                for (int t = 0; t < Steps; t++)
                {
                    network.Forward(inputs.AsSpan(((row * Steps) + t) * 3, 3), step, state);
                    if (t >= skipped) Assert.Equal(outputs.AsSpan((row * TNetwork.OutputSize) + ((t - skipped) * width), width).ToArray(), step);
                }
            }

            return outputs;
        }
    }

    private sealed class Backwards : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Fill(network);
            int answers = Rows * TNetwork.AnsweredSteps;
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
            network.Forward(Inputs(), workspace);
            float[] expected = new float[TNetwork.ParameterCount], found = new float[TNetwork.ParameterCount];
            float[] ofInputs = new float[Rows * TNetwork.InputSize], foundInputs = new float[ofInputs.Length];
            network.Backward(Joined(answers), workspace, expected, ofInputs);
            network.Forward(Inputs(), workspace);
            MethodInfo backward = typeof(TNetwork).GetMethod(
                "Backward", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Workspace<TNetwork>), typeof(Span<float>), typeof(Span<float>)])!;
            backward.CreateDelegate<HeadsBackward<TNetwork>>(network)(Targets(answers), Values(answers), workspace, found, foundInputs);
            Assert.Equal(expected, found);
            Assert.Equal(ofInputs, foundInputs);
            return true;
        }
    }

    private sealed class Training : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Fill(network);
            int answers = Rows * TNetwork.AnsweredSteps;
            Dataset samples = new Dataset(Inputs(), TNetwork.InputSize, Joined(answers), TNetwork.OutputSize).WithLengths(Lengths);
            IReadOnlyList<HeadEvaluation> heads = Trainer.EvaluateHeads(network, samples);
            Evaluation whole = Trainer.Evaluate(network, samples);
            Assert.Equal(whole.Loss, heads[0].Evaluation.Loss + (ValueWeight * heads[1].Evaluation.Loss), 1e-5f);
            Assert.Null(heads[1].Evaluation.Accuracy);
            ConfusionMatrix matrix = ConfusionMatrix.Of(network, samples, head: "Policy");
            int counted = TNetwork.AnsweredSteps == 1 ? Rows : Lengths.Sum(static length => length - 1);
            Assert.Equal(counted, matrix.Count);
            Assert.Equal(matrix.Accuracy, heads[0].Evaluation.Accuracy!.Value, 1e-6);
            Assert.Equal(whole.Accuracy, heads[0].Evaluation.Accuracy);

            float[] Trained(int threads)
            {
                Fill(network);
                var trainer = new Trainer<TNetwork>(network, new Adam(0.01), new TrainerOptions { BatchSize = 2, Threads = threads });
                trainer.Fit(samples, epochs: 60);
                return network.Parameters.ToArray();
            }

            float[] one = Trained(1);
            Assert.True(Trainer.Evaluate(network, samples).Loss < whole.Loss / 2);
            Assert.Equal(one, Trained(2));
            return true;
        }
    }
}
