using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>
/// Layers that remember, and windows, against PyTorch: its weights by its names and in its order, outputs, losses, and the gradients of parameters and inputs, over
/// whole sequences, sequences of different lengths, and windows that go on from each other.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ModuleVectorTests(ModuleVectorTests.Networks networks) : IClassFixture<ModuleVectorTests.Networks>
{
    private const double Tolerance = 3e-6;

    // Those of a kind stand beside each other: recurrent layers, the same with lengths and in windows that go on, and windows over pictures.
    public static TheoryData<string> Names => [.. Networks.Vectors.Select(static vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks_agree_with_modules_of_PyTorch(string name)
    {
        ModuleVector vector = Networks.Vectors.Single(vector => vector.Name == name);
        double[][] gradients = [.. vector.Windows.Select(window => networks.Visit(name, new Order(vector, window.Gradients)))];
        Assert.True(networks.Visit(name, new Comparison(vector, gradients)));
    }

    private static void AssertClose(string what, IReadOnlyList<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Count; i++)
        {
            double difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(difference <= Tolerance * Math.Max(1, largest), $"{what}[{i}] is {actual[i]}; expected {expected[i]}.");
        }
    }

    /// <summary>Those of this run, in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer($"using Layerwise;\n\n{string.Join('\n', Vectors.Select(static vector => vector.Source))}").Load();

        internal static IReadOnlyList<ModuleVector> Vectors { get; } = Sweep.OneIn(2, ModuleVector.ReadAll());

        public void Dispose() => _assembly.Dispose();

        internal TResult Visit<TResult>(string name, INetworkVisitor<TResult> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(network => network.Name == name), visitor);
    }

    // What a loader makes of gradients stands in the order of the network's parameters.
    private sealed record Order(ModuleVector Vector, IReadOnlyDictionary<string, ModuleVector.Numbers> Tensors) : INetworkVisitor<double[]>
    {
        public double[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Vector.Load(network, Tensors);
            return [.. network.Parameters.ToArray().Select(static value => (double)value)];
        }
    }

    private sealed record Comparison(ModuleVector Vector, double[][] Gradients) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Vector.Load(network, Vector.Tensors);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Vector.Rows);
            if (Vector.Lengths is not null) workspace.SetLengths(Vector.Lengths);
            workspace.CarriesStates = Vector.Windows.Length > 1;
            if (!workspace.CarriesStates && Vector.Lengths is null) CompareInference(network, Vector.Windows[0]);

            for (int i = 0; i < Vector.Windows.Length; i++)
            {
                ModuleVector.Window window = Vector.Windows[i];
                float[] gradients = new float[TNetwork.ParameterCount], inputGradients = new float[window.Inputs.Length];

                float loss = network.ComputeGradients(window.Inputs, window.Targets, workspace, gradients);
                AssertClose($"loss of window {i}", [window.MeanLoss], [loss]);
                AssertClose($"gradients of window {i}", Gradients[i], gradients);

                // The same pass once more, from derivatives; one that carries states would go on.
                if (workspace.CarriesStates) continue;
                ReadOnlySpan<float> outputs = network.Forward(window.Inputs, workspace);
                if (Vector.Lengths is null) AssertClose("outputs", window.Outputs, outputs);
                network.Backward(window.OutputGradients, workspace, gradients, inputGradients);
                AssertClose("gradients from derivatives", Gradients[i], gradients);
                AssertClose("gradients of inputs", window.InputGradients, inputGradients);
            }

            return true;
        }

        private static void CompareInference<TNetwork>(TNetwork network, ModuleVector.Window window)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] outputs = new float[window.InferenceOutputs.Length];
            network.Forward(window.Inputs, outputs);
            AssertClose("outputs of inference", window.InferenceOutputs, outputs);
        }
    }
}
