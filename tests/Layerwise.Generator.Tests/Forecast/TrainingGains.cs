using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// What a training step's two passes do to signal and gradient, with the batch's own statistics and dropout's own draws. Behind a batch normalization the biases'
/// gradients say nothing of the layer's (their sum over the batch is 0), so the gradient is that of the whole network, from its inputs' gradients.
/// </summary>
/// <param name="Signal">√(E[a²]/E[x²]) of each layer.</param>
/// <param name="Gradient">√(E[(∂L/∂x)²]/E[(∂L/∂a)²]) from the outputs to the inputs.</param>
internal sealed record TrainingGains(double[] Signal, double Gradient)
{
    /// <summary>Measures them, mean over some draws.</summary>
    /// <param name="seeds">How many.</param>
    /// <param name="rows">Samples of each batch.</param>
    internal sealed class Visitor(int seeds, int rows) : INetworkVisitor<TrainingGains>
    {
        public TrainingGains Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
            float[] inputs = new float[rows * TNetwork.InputSize];
            float[] upstream = new float[rows * TNetwork.OutputSize];
            float[] inputGradients = new float[inputs.Length];
            float[] gradients = new float[TNetwork.ParameterCount];
            double[] signal = new double[TNetwork.Layers.Length];
            double gradient = 0;
            for (int seed = 0; seed < seeds; seed++)
            {
                var random = new Random(seed);
                GainVisitor.Normal(random, inputs);
                GainVisitor.Normal(random, upstream);
                network.Initialize((ulong)seed);
                _ = network.Forward(inputs, workspace);
                network.Backward(upstream, workspace, gradients, inputGradients);

                double before = GainVisitor.Power(inputs);
                for (int l = 0; l < signal.Length; l++)
                {
                    double after = GainVisitor.Power(workspace.Outputs(l));
                    signal[l] += after / before / seeds;
                    before = after;
                }

                gradient += GainVisitor.Power(inputGradients) / GainVisitor.Power(upstream) / seeds;
            }

            return new TrainingGains([.. signal.Select(Math.Sqrt)], Math.Sqrt(gradient));
        }
    }
}
