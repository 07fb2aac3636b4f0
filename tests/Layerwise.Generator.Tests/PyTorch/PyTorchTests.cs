using System.Globalization;
using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Reference;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>Outputs, loss and gradients against those that PyTorch computed in double precision.</summary>
public sealed class PyTorchTests
{
    [Fact]
    public void The_reference_agrees_with_PyTorch()
    {
        foreach (var vector in Vector.ReadAll())
        {
            var network = vector.Reference;
            double[][] targets = [.. vector.Targets.Chunk(vector.OutputSize)];
            var pass = network.Forward(vector.Parameters, [.. vector.Inputs.Chunk(vector.InputSize)]);
            var gradients = network.Backward(vector.Parameters, pass, LossFunction.Gradients(network, pass.Outputs, targets));

            AssertClose(vector.Outputs, Rows.Flat(pass.Outputs));
            AssertClose([vector.MeanLoss], [LossFunction.Mean(network, pass.Outputs, targets)]);
            AssertClose(vector.Gradients, gradients.Parameters);
            AssertClose(vector.InputGradients, Rows.Flat(gradients.Inputs));
        }
    }

    [Fact]
    public void Generated_networks_agree_with_PyTorch()
    {
        Vector[] vectors = Vector.ReadAll();
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join('\n', vectors.Select(Declaration))}").Load();
        foreach (var vector in vectors)
        {
            var report = LoadedAssembly.Visit(assembly.Networks.Single(network => network.Name == vector.Name), new Comparison(vector));
            Assert.Equal([], report.Failures);
            Assert.True(report.Compared > vector.Parameters.Length);
        }
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-13);
    }

    private static string Declaration(Vector vector)
    {
        var layers = vector.Layers.Select(layer => string.Create(
            CultureInfo.InvariantCulture,
            $"[Layer({layer.FanIn}, {layer.FanOut}, Activation.{layer.Activation}, Slope = {layer.Slope:R}f, Bias = {(layer.Bias ? "true" : "false")})]"));
        return $"/// <summary>A network.</summary>\n[Network(Loss = Loss.{vector.Loss})]\n{string.Join('\n', layers)}\npublic sealed partial class {vector.Name};\n";
    }

    /// <summary>Compares with the vector's numbers; the bounds on the error come from the error model.</summary>
    private sealed class Comparison(Vector vector) : INetworkVisitor<ConformanceReport>
    {
        public ConformanceReport Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var reference = vector.Reference;
            double[][] targets = [.. vector.Targets.Chunk(vector.OutputSize)];
            var pass = reference.Forward(vector.Parameters, [.. vector.Inputs.Chunk(vector.InputSize)]);
            var exact = reference.Backward(vector.Parameters, pass, LossFunction.Gradients(reference, pass.Outputs, targets));
            var forward = new ForwardError(reference, vector.Parameters, pass);
            var backward = BackwardError.FromLoss(reference, vector.Parameters, pass, forward, exact, targets);

            Narrow(vector.Parameters).CopyTo(network.Parameters);
            var outputs = new float[vector.Outputs.Length];
            var gradients = new float[vector.Gradients.Length];
            var workspace = TNetwork.CreateWorkspace(targets.Length);
            network.Forward(Narrow(vector.Inputs), outputs);
            float loss = network.ComputeGradients(Narrow(vector.Inputs), Narrow(vector.Targets), workspace, gradients);

            var report = new ConformanceReport(vector.Name);
            report.Compare("outputs", outputs, vector.Outputs, Rows.Flat(forward.Outputs));
            report.Compare("loss", loss, vector.MeanLoss, LossError.OfMean(reference, pass.Outputs, targets, forward.Outputs));
            report.Compare("gradients", gradients, vector.Gradients, backward.Parameters);
            return report;
        }

        // Exact: the script rounded these numbers to float.
        private static float[] Narrow(double[] values) => [.. values.Select(value => (float)value)];
    }
}
