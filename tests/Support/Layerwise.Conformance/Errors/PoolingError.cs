using Layerwise.Reference;
using Layerwise.Reference.Windows;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a pooling layer.</summary>
internal sealed class PoolingError : LayerError
{
    private readonly ReferencePooling _layer;
    private readonly double[][] _positions;
    private readonly double[][] _inherited;

    public PoolingError(ReferencePooling layer, PoolingPass pass, double[][] inherited)
    {
        _layer = layer;
        _positions = Patches.Cut(pass.Inputs, layer.Patches.Channels);
        _inherited = Patches.Cut(inherited, layer.Patches.Channels);
        double[][] errors = [.. Enumerable.Range(0, pass.Inputs.Length * layer.Patches.Results).Select(OfResult)];
        Outputs = Patches.Cut(errors, layer.OutputSize);
    }

    /// <inheritdoc/>
    public override double[][] Outputs { get; }

    /// <inheritdoc/>
    public override double[][] Activations => Outputs;

    /// <inheritdoc/>
    public override double[][] PreActivations => Outputs;

    /// <inheritdoc/>
    public override double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        double[][] inputs = [.. _positions.Select(static position => new double[position.Length])];
        double[][] ofResults = Patches.Cut(errors, _layer.Patches.Channels);
        double[][] gradients = Patches.Cut(((PoolingGradients)exact).Outputs, _layer.Patches.Channels);
        for (int result = 0; result < ofResults.Length; result++)
        {
            int[] window = _layer.Window(result);
            for (int c = 0; c < _layer.Patches.Channels; c++)
            {
                int[] candidates = _layer.IsMax ? Candidates(window, c) : window;
                double share = _layer.IsMax ? 1 : 1.0 / window.Length;

                // Which of two is the larger one may be another in float; sums of derivatives round.
                double isAnother = _layer.IsMax && candidates.Length > 1 ? Math.Abs(gradients[result][c]) : 0;
                foreach (int position in candidates)
                {
                    inputs[position][c] += (share * (ofResults[result][c] + (2 * Unit * Math.Abs(gradients[result][c])))) + isAnother;
                }
            }
        }

        return Patches.Cut(inputs, _layer.InputSize);
    }

    /// <inheritdoc/>
    public override double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters) => Backward(exact, errors, parameters);

    private double[] OfResult(int result)
    {
        int[] window = _layer.Window(result);
        return [.. Enumerable.Range(0, _layer.Patches.Channels).Select(c => _layer.IsMax
            ? Candidates(window, c).Max(position => _inherited[position][c])
            : window.Average(position => _inherited[position][c]) + Math.Sqrt(OfSum(window.Length + 1, window.Average(position => Math.Abs(_positions[position][c])))))];
    }

    // Those that may be the largest in float.
    private int[] Candidates(int[] window, int channel)
    {
        int largest = window.MaxBy(position => _positions[position][channel]);
        double reach = Confidence * _inherited[largest][channel];
        return [.. window.Where(position => position == largest
            || _positions[position][channel] + (Confidence * _inherited[position][channel]) > _positions[largest][channel] - reach)];
    }
}
