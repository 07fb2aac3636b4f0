using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The derivatives of one output with respect to the inputs, as inference computes it: nothing is dropped, and batch normalization takes the running estimates.</summary>
internal sealed class InferenceGradient<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly Workspace<TNetwork> _workspace;
    private readonly AlignedBuffer _parameterGradients = new(TNetwork.ParameterCount);
    private readonly float[] _outputGradients = new float[TNetwork.OutputSize];

    /// <param name="network">The network.</param>
    /// <param name="output">Zero-based index of the output.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public InferenceGradient(TNetwork network, int output)
    {
        ArgumentNullException.ThrowIfNull(network);
        if ((uint)output >= (uint)TNetwork.OutputSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(output), output, $"Outputs are counted from 0; {typeof(TNetwork).Name} has {TNetwork.OutputSize} of them.");
        }

        _network = network;
        _outputGradients[output] = 1;

        // Passes of one sample: those of several take mean and variance from each other.
        _workspace = TNetwork.CreateWorkspace(1);
        _workspace.IsForInference = true;
    }

    /// <param name="input">One sample.</param>
    /// <param name="gradients">Receives as many numbers.</param>
    public void Compute(ReadOnlySpan<float> input, Span<float> gradients)
    {
        _network.Forward(input, _workspace);
        _network.Backward(_outputGradients, _workspace, _parameterGradients.Span, gradients);
    }
}
