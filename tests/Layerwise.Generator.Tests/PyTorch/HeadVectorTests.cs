using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>Networks with several outputs against PyTorch: outputs, the loss of each, and gradients from losses and from derivatives.</summary>
[Trait("Category", "Slow")]
public sealed class HeadVectorTests
{
    private const double Tolerance = 2e-6;

    [Fact]
    public void Networks_with_several_outputs_agree_with_PyTorch()
    {
        HeadVector[] vectors = HeadVector.ReadAll();
        using LoadedAssembly assembly = new Consumer($"using Layerwise;\n\n{string.Join('\n', vectors.Select(static vector => vector.Declaration))}").Load();
        foreach (HeadVector vector in vectors) Assert.True(LoadedAssembly.Visit(assembly.Networks.Single(network => network.Name == vector.Name), new Comparison(vector)));
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    private sealed record Comparison(HeadVector Vector) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Vector.Parameters.CopyTo(network.Parameters);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Vector.Inputs.Length / TNetwork.InputSize);
            float[] gradients = new float[TNetwork.ParameterCount], inputGradients = new float[Vector.Inputs.Length], outputs = new float[Vector.Outputs.Length];
            network.Forward(Vector.Inputs, outputs);
            AssertClose(Vector.Outputs, outputs);

            AssertClose([Vector.Loss], [network.ComputeGradients(Vector.Inputs, Vector.Targets, workspace, gradients)]);
            AssertClose(Vector.Gradients, gradients);
            if (Vector.Heads.Length > 1) AssertClose(Vector.Losses, workspace.HeadLosses);

            AssertClose(Vector.Outputs, network.Forward(Vector.Inputs, workspace));
            network.Backward(Vector.OutputGradients, workspace, gradients, inputGradients);
            AssertClose(Vector.Gradients, gradients);
            AssertClose(Vector.InputGradients, inputGradients);
            return true;
        }
    }
}
