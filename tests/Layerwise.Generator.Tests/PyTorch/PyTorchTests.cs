using System.Globalization;
using Layerwise.Conformance;
using Layerwise.Conformance.Errors;
using Layerwise.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>Outputs, loss and gradients against those that PyTorch computed in double precision.</summary>
[Trait("Category", "Slow")]
public sealed class PyTorchTests(ITestOutputHelper output)
{
    [Fact]
    public void The_reference_agrees_with_PyTorch()
    {
        foreach (var vector in Vector.ReadAll())
        {
            var network = vector.Reference;
            double[][] targets = [.. vector.Targets.Chunk(vector.OutputSize)];
            double[][] inputs = [.. vector.Inputs.Chunk(vector.InputSize)];
            var pass = network.Forward(vector.Parameters, inputs, vector.Training);
            var gradients = network.Backward(vector.Parameters, pass, network.LossFunction.Gradients(pass.Outputs, targets));

            AssertClose(vector.Outputs, Rows.Flat(pass.Outputs));
            AssertClose([vector.MeanLoss], [network.LossFunction.Mean(pass.Outputs, targets)]);
            AssertClose(vector.Gradients, gradients.Parameters);
            AssertClose(vector.InputGradients, Rows.Flat(gradients.Inputs));
            AssertClose(vector.Statistics ?? [], pass.RunningStatistics);
            AssertClose(vector.InferenceOutputs ?? vector.Outputs, Rows.Flat(network.Forward(vector.Parameters, inputs, vector.Inference).Outputs));
        }
    }

    [Fact]
    public void Generated_networks_agree_with_PyTorch()
    {
        // The reference, which other networks are compared with, has been asked all of them.
        output.WriteLine(Sweep.Note);
        IReadOnlyList<Vector> vectors = Sweep.OneIn(3, Vector.ReadAll());
        using var assembly = new Consumer($"using Layerwise;\n\n{string.Join('\n', vectors.Select(Declaration))}").Load();
        double largest = 0;
        double ofRows = 0;
        foreach (var vector in vectors)
        {
            var report = LoadedAssembly.Visit(assembly.Networks.Single(network => network.Name == vector.Name), new Comparison(vector));
            if (vector.Statistics is not null) largest = Math.Max(largest, report.LargestDifference);
            if (vector.Layers.Any(static layer => layer.Rows is not null)) ofRows = Math.Max(ofRows, report.LargestDifference);
            Assert.Equal([], report.Failures);
            Assert.True(report.Compared > vector.Parameters.Length);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch normalization: {largest:0.0E-00}; layer and RMS normalization: {ofRows:0.0E-00}"));
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
            $"[Layer({layer.FanIn}, {layer.FanOut}, Activation.{layer.Activation}, Slope = {layer.Slope:R}f, Bias = {(layer.Bias ? "true" : "false")}, BatchNormalization = {(layer.Norm ? "true" : "false")}{More(layer)})]"));
        string weights = vector.ClassWeights is null
            ? ""
            : $", ClassWeights = new float[] {{ {string.Join(", ", vector.ClassWeights.Select(w => w.ToString("R", CultureInfo.InvariantCulture) + "f"))} }}";
        string options = string.Create(
            CultureInfo.InvariantCulture,
            $", Delta = {vector.Delta:R}f, Beta = {vector.Beta:R}f, LabelSmoothing = {vector.LabelSmoothing:R}f{weights}");
        return $"/// <summary>A network.</summary>\n[Network(Loss = Loss.{vector.Loss}{options})]\n{string.Join('\n', layers)}\npublic sealed partial class {vector.Name};\n";
    }

    private static string More(VectorLayer layer) =>
        (layer.Rows is { } rows ? $", {rows}Normalization = true" : "")
        + (layer.Span > 0 ? string.Create(CultureInfo.InvariantCulture, $", Residual = true, ResidualSpan = {layer.Span}") : "")
        + (layer.PerUnit ? ", SlopePerUnit = true" : "")
        + (layer.Order != default ? $", Order = LayerOrder.{layer.Order}" : "");

    /// <summary>Compares with the vector's numbers; the bounds on the error come from the error model.</summary>
    private sealed class Comparison(Vector vector) : INetworkVisitor<ConformanceReport>
    {
        public ConformanceReport Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var reference = vector.Reference;
            double[][] targets = [.. vector.Targets.Chunk(vector.OutputSize)];
            double[][] inputs = [.. vector.Inputs.Chunk(vector.InputSize)];
            var pass = reference.Forward(vector.Parameters, inputs, vector.Training);
            var exact = reference.Backward(vector.Parameters, pass, reference.LossFunction.Gradients(pass.Outputs, targets));
            var forward = new ForwardError(reference, vector.Parameters, pass);
            var backward = BackwardError.FromLoss(reference, pass, forward, exact, targets);

            var inference = reference.Forward(vector.Parameters, inputs, vector.Inference);
            Narrow(vector.Parameters).CopyTo(network.Parameters);
            Narrow(vector.StatisticsBefore ?? []).CopyTo(network.RunningStatistics);
            var outputs = new float[vector.Outputs.Length];
            var gradients = new float[vector.Gradients.Length];
            var workspace = TNetwork.CreateWorkspace(targets.Length);
            float loss = network.ComputeGradients(Narrow(vector.Inputs), Narrow(vector.Targets), workspace, gradients);

            var report = new ConformanceReport(vector.Name);
            report.Compare("outputs", workspace.Outputs(reference.Layers.Count - 1), vector.Outputs, Rows.Flat(forward.Outputs));
            report.Compare("loss", loss, vector.MeanLoss, LossError.OfMean(reference.LossFunction, pass.Outputs, targets, forward.Outputs));
            report.Compare("gradients", gradients, vector.Gradients, backward.Parameters);
            report.Compare("running statistics", network.RunningStatistics, vector.Statistics ?? [], forward.OfRunningStatistics());

            Narrow(vector.Statistics ?? []).CopyTo(network.RunningStatistics);
            network.Forward(Narrow(vector.Inputs), outputs);
            double[] errors = Rows.Flat(new ForwardError(reference, vector.Parameters, inference).Outputs);
            report.Compare("inference outputs", outputs, vector.InferenceOutputs ?? vector.Outputs, errors);
            return report;
        }

        // Exact but for the statistics: the script rounded these numbers to float.
        private static float[] Narrow(double[] values) => [.. values.Select(value => (float)value)];
    }
}
