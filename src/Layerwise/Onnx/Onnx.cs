using Layerwise.Chains;
using Layerwise.OnnxImport;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Loads networks from ONNX files of other frameworks, and saves them as such, which ONNX Runtime and whatever else reads the format
/// then runs. Format: https://onnx.ai.
/// </summary>
/// <remarks>
/// A file is read whose output is computed by dense layers, convolutions and pooling, or by recurrent layers, one after the other, with residual connections around them, in
/// opset 7 to 24 and in whatever spelling: what is a scale or a shift becomes part of a layer, and an activation is known by its curve. Pictures and signals have their
/// channels last here.
/// </remarks>
public static class Onnx
{
    /// <summary>
    /// Saves a network in opset 17, with the input <c>input</c> [batch, InputSize] and the output <c>output</c> [batch, OutputSize], or one for each output that has a
    /// name, called so, for any number of samples; pictures and signals are [batch, height, width, channels] and [batch, length, channels], as they are for the network, whatever
    /// order ONNX has in between, and sequences [batch, steps, numbers], of any number of steps. Batch normalization is a node of its own, dropout is left out, and what the
    /// network scales by is part of the weights: the file computes what <c>Forward</c> does. The old file, if there is one, stays until the new one is complete.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="foldsNormalization">
    /// Whether a batch normalization between weights and activation becomes part of the weights: for whoever only computes. Default: it is a node, and training can go on.
    /// </param>
    /// <param name="withState">
    /// Whether a network with recurrent layers goes on from what it remembered, in an input <c>state</c> [batch, StateSize], and hands on what it remembers in an output
    /// <c>next_state</c>, with the numbers of <see cref="RecurrentState.Values"/>: for whoever runs one step or one block after the other. Default: it begins with zeros.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="withState"/> is set, and the network has no recurrent layers.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation is one of your own, which ONNX has no operation for, or that of an <see cref="RnnAttribute"/> none that its RNN has; or the file would be longer than 2 GiB.
    /// </exception>
    /// <exception cref="InvalidOperationException">The network scales its inputs or targets, and nobody has said by what.</exception>
    /// <exception cref="IOException">The file cannot be written, is read-only, or is no regular file; what was there is untouched.</exception>
    public static void Save<TNetwork>(TNetwork network, string path, bool foldsNormalization = false, bool withState = false)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckState<TNetwork>(withState);
        AtomicFile.Write(path, OnnxWriter.Write(network, foldsNormalization, withState).WriteTo);
    }

    /// <summary>Saves a network to a stream, as <see cref="Save{TNetwork}(TNetwork, string, bool, bool)"/> does to a file.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; not closed.</param>
    /// <param name="foldsNormalization">
    /// Whether a batch normalization between weights and activation becomes part of the weights: for whoever only computes. Default: it is a node, and training can go on.
    /// </param>
    /// <param name="withState">
    /// Whether a network with recurrent layers goes on from what it remembered, in an input <c>state</c> [batch, StateSize], and hands on what it remembers in an output
    /// <c>next_state</c>, with the numbers of <see cref="RecurrentState.Values"/>: for whoever runs one step or one block after the other. Default: it begins with zeros.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="withState"/> is set, and the network has no recurrent layers.</exception>
    /// <exception cref="NotSupportedException">
    /// An activation is one of your own, which ONNX has no operation for, or that of an <see cref="RnnAttribute"/> none that its RNN has; or the file would be longer than 2 GiB.
    /// </exception>
    public static void Save<TNetwork>(TNetwork network, Stream stream, bool foldsNormalization = false, bool withState = false)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        CheckState<TNetwork>(withState);
        OnnxWriter.Write(network, foldsNormalization, withState).WriteTo(stream);
    }

    /// <summary>
    /// Loads the parameters and running statistics of a file into a network with the same layers: all of them, or none and an error that names the layer or the node.
    /// Weights may lie in other files in its folder (external data).
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="path">The file. Elements are float, double, float16 or bfloat16.</param>
    /// <param name="output">
    /// The value of the graph that the last layer gives; null for its only output, or for all of several: they are those of the network by name, or in their order.
    /// </param>
    /// <exception cref="OnnxException">The file is not valid, is more than a chain of layers, or does not fit; the network is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, string path, string? output = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var external = new ExternalFiles(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Load(network, ExternalFiles.ReadAll(path), external.Read, output);
    }

    /// <summary>
    /// Loads the parameters and running statistics of a stream, which is read to its end, as <see cref="Load{TNetwork}(TNetwork, string, string?)"/> does of a
    /// file.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="stream">The stream, with all weights in it. Elements are float, double, float16 or bfloat16.</param>
    /// <param name="output">
    /// The value of the graph that the last layer gives; null for its only output, or for all of several: they are those of the network by name, or in their order.
    /// </param>
    /// <exception cref="OnnxException">The content is not valid, is more than a chain of layers, or does not fit; the network is unchanged.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, Stream stream, string? output = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        Load(network, content.GetBuffer().AsMemory(0, (int)content.Length), output);
    }

    /// <summary>A new network with the parameters and running statistics of a file; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="path">The file. Elements are float, double, float16 or bfloat16.</param>
    /// <param name="output">
    /// The value of the graph that the last layer gives; null for its only output, or for all of several: they are those of the network by name, or in their order.
    /// </param>
    /// <exception cref="OnnxException">The file is not valid, is more than a chain of layers, or does not fit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TNetwork Load<TNetwork>(string path, string? output = null)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        Load(network, path, output);
        return network;
    }

    /// <summary>A new network with the parameters and running statistics of a stream, which is read to its end; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="stream">The stream, with all weights in it. Elements are float, double, float16 or bfloat16.</param>
    /// <param name="output">
    /// The value of the graph that the last layer gives; null for its only output, or for all of several: they are those of the network by name, or in their order.
    /// </param>
    /// <exception cref="OnnxException">The content is not valid, is more than a chain of layers, or does not fit.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static TNetwork Load<TNetwork>(Stream stream, string? output = null)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        Load(network, stream, output);
        return network;
    }

    /// <summary>Loads what is in memory.</summary>
    internal static void Load<TNetwork>(TNetwork network, ReadOnlyMemory<byte> file, string? output)
        where TNetwork : class, INetwork<TNetwork> => Load(network, file, ExternalFiles.None, output);

    private static void CheckState<TNetwork>(bool withState)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (withState && TNetwork.StateSize == 0) throw new ArgumentException($"{typeof(TNetwork).Name} has no layers that remember, and so no state.", nameof(withState));
    }

    private static void Load<TNetwork>(TNetwork network, ReadOnlyMemory<byte> file, ExternalData external, string? output)
        where TNetwork : class, INetwork<TNetwork>
    {
        bool isOfAll = HeadsOf<TNetwork>.AreSeveral && output is null;
        ChainTree tree = isOfAll
            ? GraphImport.Read(file, external, Array.ConvertAll(HeadsOf<TNetwork>.All, static head => head.Name))
            : GraphImport.Read(file, external, output);
        ChainLoader.Load(network, tree, static message => new OnnxException(message));
    }
}
