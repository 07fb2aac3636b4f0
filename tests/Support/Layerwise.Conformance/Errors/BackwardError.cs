using Layerwise.Reference;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a backward pass in float, beside the exact values of <see cref="ReferenceGradients"/>.</summary>
/// <param name="Parameters">[ParameterCount].</param>
/// <param name="Inputs">[rows][inputs].</param>
internal sealed record BackwardError(double[] Parameters, double[][] Inputs)
{
    private delegate double[][] LastStep(LayerGradients exact, Span<double> parameters);

    /// <summary>The errors of a pass that starts from the gradients of the outputs.</summary>
    public static BackwardError FromOutputs(ReferenceNetwork network, ForwardError forward, ReferenceGradients exact, double[][] outputGradientErrors) =>
        Of(network, forward, exact, head => (last, parameters) => forward.Layers[head.Last].Backward(last, head.Of(outputGradientErrors), parameters));

    /// <summary>The errors of a pass that starts from the declared losses.</summary>
    public static BackwardError FromLoss(ReferenceNetwork network, ReferencePass pass, ForwardError forward, ReferenceGradients exact, double[][] targets) =>
        Of(network, forward, exact, head => Last(network, pass, forward, head, targets));

    private static LastStep Last(ReferenceNetwork network, ReferencePass pass, ForwardError forward, ReferenceHead head, double[][] allTargets)
    {
        LossFunction loss = head.Loss;
        double[][] targets = head.Of(allTargets);
        double[][] outputs = pass.Layers[head.Last].Outputs;
        LayerError layer = forward.Layers[head.Last];

        // Softmax and log-softmax with the entropies and sigmoid with the binary one collapse to ∂/∂z = p·Σy − y.
        bool isFused = (network.Layers[head.Last].OutputActivation, loss.Kind) is
            (Activation.Softmax or Activation.LogSoftmax, Loss.CrossEntropy or Loss.KullbackLeibler) or (Activation.Sigmoid, Loss.BinaryCrossEntropy);
        if (!isFused)
        {
            double[][] errors = Weighted(LossError.OfGradients(loss, outputs, targets, layer.Outputs), loss.Gradients(outputs, targets));
            return (exact, parameters) => layer.Backward(exact, errors, parameters);
        }

        double count = loss.Count(targets);
        double[][] probabilities = loss.IsOfLogarithms
            ? [.. layer.Outputs.Select((row, r) => row.Select((e, j) => Math.Exp(outputs[r][j]) * (e + (Transcendental * Unit))).ToArray())]
            : layer.Outputs;
        double[][] ofPreActivations = [.. probabilities.Select((row, r) =>
        {
            double sum = loss.Kind == Loss.BinaryCrossEntropy ? 1 : targets[r].Select((_, j) => loss.Target(targets[r], j)).Sum();
            return row.Select(e => Math.Max(1, sum) * (e + (2 * Unit)) / count).ToArray();
        })];
        double[][] weighted = Weighted(ofPreActivations, [.. ofPreActivations.Select(row => row.Select(_ => Math.Max(1, 1 / count)).ToArray())]);
        return (exact, parameters) => layer.BackwardFromPreActivations(exact, weighted, parameters);

        // Multiplying by the weight of the loss rounds once more; by 1 it doesn't.
        double[][] Weighted(double[][] errors, double[][] values) => head.Weight == 1
            ? errors
            : [.. errors.Select((row, r) => row.Select((e, j) => head.Weight * (e + (Unit * Math.Abs(values[r][j])))).ToArray())];
    }

    private static BackwardError Of(ReferenceNetwork network, ForwardError forward, ReferenceGradients exact, Func<ReferenceHead, LastStep> last)
    {
        double[] parameters = new double[network.ParameterCount];
        var inputs = new double[network.Layers.Count][][];
        for (int index = network.Layers.Count - 1; index >= 0; index--)
        {
            double[][] errors = network.HeadAt(index) is { } head
                ? last(head)(exact.Layers[index], Own(index))
                : forward.Layers[index].Backward(exact.Layers[index], OfReaders(index), Own(index));
            inputs[index] = WithConnections(index, errors);
        }

        return new BackwardError(parameters, OfReaders(-1));

        // What several layers bring back to one that they share is added.
        double[][] OfReaders(int layer)
        {
            int[] readers = [.. network.ReadersOf(layer)];
            double[][] errors = inputs[readers[0]];
            foreach (int reader in readers.Skip(1)) errors = OrderedError.OfSum(errors, inputs[reader], exact.Layers[reader].Inputs);
            return errors;
        }

        // What comes back around the layers from here on is added.
        double[][] WithConnections(int index, double[][] through)
        {
            for (int end = index; end < network.Layers.Count; end++)
            {
                if (network.Layers[end].ResidualSpan == 0 || network.ResidualStart(end) != index) continue;
                through = OrderedError.OfSum(through, forward.Layers[end].Around!, exact.Layers[end].Around!);
            }

            return through;
        }

        Span<double> Own(int layer) => parameters.AsSpan(network.Offset(layer), network.Layers[layer].ParameterCount);
    }
}
