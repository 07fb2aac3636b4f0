namespace Layerwise;

/// <summary>Saves weights for a class with <see cref="FrozenAttribute"/>.</summary>
public static class FrozenWeights
{
    private const string InputsName = Safetensors.StatePrefix + "selftest.inputs";
    private const string OutputsName = Safetensors.StatePrefix + "selftest.outputs";

    /// <summary>
    /// Saves a network as <see cref="Safetensors"/> does, and some samples with what it makes of them: the frozen class then has a <c>SelfTest()</c>
    /// that computes them again.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; the old one, if there is one, stays until the new one is complete.</param>
    /// <param name="selfTestInputs">[rows, InputSize], a few samples: they are compiled into the program too, and count with their outputs towards its 262 144 constants.</param>
    /// <param name="elements">
    /// F32, or F16 or BF16 for weights of half the size, in the file and in a program that embeds it. The samples keep what the network makes of them now: the build says what
    /// rounding changes, and <c>SelfTest()</c> expects what comes of it.
    /// </param>
    /// <exception cref="ArgumentException">There is no sample, or part of one; a weight is one that the elements can't hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="elements"/> is none of the three.</exception>
    /// <exception cref="IOException">The file cannot be written, is read-only, or is no regular file; what was there is untouched.</exception>
    public static void Save<TNetwork>(TNetwork network, string path, ReadOnlySpan<float> selfTestInputs, TensorType elements = TensorType.F32)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        int rows = Runtime.Guard.AtLeastOneRow(selfTestInputs.Length, TNetwork.InputSize, nameof(selfTestInputs));
        float[] outputs = new float[rows * TNetwork.OutputSize];
        network.Forward(selfTestInputs, outputs);

        SafetensorsFile file = Safetensors.ToFile(network, elements: elements);
        Tensor[] samples = [Tensor.Of(InputsName, [rows, TNetwork.InputSize], selfTestInputs), Tensor.Of(OutputsName, [rows, TNetwork.OutputSize], outputs)];
        new SafetensorsFile([.. file.Tensors, .. samples], file.Metadata).Write(path);
    }
}
