using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>What a generated network of one recurrent layer does to the signal step by step, and to gradients on their way back, beside what it predicts.</summary>
internal sealed record StepGains(TimePrediction Predicted, LayerPrediction Layer, double[] Signals, double[] Gradients, double SignalGain, double GradientGain)
{
    /// <summary>Predicts and measures.</summary>
    /// <param name="layer">Its attribute, without brackets.</param>
    /// <param name="steps">Of a sequence.</param>
    /// <param name="inputs">That each step brings.</param>
    /// <param name="seeds">Draws.</param>
    /// <param name="rows">Sequences for each.</param>
    public static StepGains Of(string layer, int steps, int inputs, int seeds, int rows)
    {
        using LoadedAssembly assembly = new Consumer($"using Layerwise;\n\n[Network(Loss = Loss.MeanSquaredError)]\n[Input({steps}, {inputs})]\n[{layer}]\npublic sealed partial class Net;\n").Load();
        return LoadedAssembly.Visit(assembly.Networks.Single(), new Measure(steps, seeds, rows));
    }

    /// <summary>After how many steps back the measured gradient is less than 10⁻⁴ of what it is at the last one; null where it isn't.</summary>
    public int? StepsUntilVanished => Array.FindIndex(Gradients, static gradient => gradient < 1e-4) is var lag and > 0 ? lag : null;

    private sealed class Measure(int steps, int seeds, int rows) : INetworkVisitor<StepGains>
    {
        public StepGains Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            LayerPrediction layer = SignalPropagation.Predict<TNetwork>().Layers[0];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
            float[] inputs = new float[rows * TNetwork.InputSize];
            float[] inputGradients = new float[inputs.Length];
            float[] parameterGradients = new float[TNetwork.ParameterCount];
            float[] everywhere = new float[rows * TNetwork.OutputSize];
            double[] signals = new double[steps];
            double[] gradients = new double[steps];
            double signal = 0;
            double gradient = 0;
            for (int seed = 0; seed < seeds; seed++)
            {
                var random = new Random(seed);
                GainVisitor.Normal(random, inputs);
                GainVisitor.Normal(random, everywhere);
                float[] atLast = [.. everywhere];
                int width = TNetwork.OutputSize / steps;
                for (int i = 0; i < atLast.Length; i++) atLast[i] *= i / width % steps == steps - 1 ? 1 : 0;
                network.Initialize((ulong)seed);
                _ = network.Forward(inputs, workspace);
                AddSteps(workspace.Outputs(0), signals);
                signal += GainVisitor.Power(workspace.Outputs(0)) / GainVisitor.Power(inputs) / seeds;
                network.Backward(atLast, workspace, parameterGradients, inputGradients);
                AddSteps(inputGradients, gradients);
                network.Backward(everywhere, workspace, parameterGradients, inputGradients);
                gradient += GainVisitor.Power(inputGradients) / GainVisitor.Power(everywhere) / seeds;
            }

            double[] back = [.. gradients.Reverse().Select(power => Math.Sqrt(power / gradients[^1]))];
            return new StepGains(layer.OverTime!, layer, [.. signals.Select(Math.Sqrt)], back, Math.Sqrt(signal), Math.Sqrt(gradient));
        }

        private void AddSteps(ReadOnlySpan<float> values, double[] powers)
        {
            int width = values.Length / rows / steps;
            for (int i = 0; i < values.Length; i += width) powers[i / width % steps] += GainVisitor.Power(values.Slice(i, width)) / rows / seeds;
        }
    }
}
