using Layerwise.Chains;
using Layerwise.KerasImport;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Loads networks from Keras models in the JSON that RTNeural's exporter writes: <c>in_shape</c>, and <c>layers</c>, each with <c>type</c>, <c>activation</c>, <c>shape</c> and
/// <c>weights</c> as <c>get_weights()</c> gives them. Format: https://github.com/jatinchowdhury18/RTNeural.
/// </summary>
/// <remarks>
/// Read are layers of type <c>dense</c>, <c>time-distributed-dense</c>, <c>gru</c>, <c>lstm</c>, <c>conv1d</c> and <c>conv2d</c>, which are causal over steps,
/// <c>activation</c>, <c>batchnorm</c>, <c>batchnorm2d</c> and <c>prelu</c>, with Keras's names of the activations; and over the positions of whole signals and pictures,
/// channels last, Keras's convolutions, pooling layers and <c>Flatten</c> under its own names, with its options. A <c>gru</c> with one row of biases is one of
/// <c>reset_after=False</c>, any other one of <c>reset_after=True</c>. A recurrent layer whose shape is <c>[null, units]</c> hands on the last step alone.
/// </remarks>
public static class KerasJson
{
    /// <summary>
    /// Loads the parameters and running statistics of a file into a network with the same layers: all of them, or none and an error that names the layer.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="path">The file, in UTF-8.</param>
    /// <exception cref="KerasJsonException">The file is not valid, has layers of other types, or does not fit; the network is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Load(network, File.ReadAllBytes(path));
    }

    /// <summary>Loads the content of a stream, which is read to its end, as <see cref="Load{TNetwork}(TNetwork, string)"/> does that of a file.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="stream">The stream; not closed.</param>
    /// <exception cref="KerasJsonException">The content is not valid, has layers of other types, or does not fit; the network is unchanged.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, Stream stream)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        Load(network, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>A new network with the parameters and running statistics of a file; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="path">The file, in UTF-8.</param>
    /// <exception cref="KerasJsonException">The file is not valid, has layers of other types, or does not fit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TNetwork Load<TNetwork>(string path)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        Load(network, path);
        return network;
    }

    private static void Load<TNetwork>(TNetwork network, ReadOnlySpan<byte> content)
        where TNetwork : class, INetwork<TNetwork> => ChainLoader.Load(network, ModelReader.Read(content), static message => new KerasJsonException(message));
}
