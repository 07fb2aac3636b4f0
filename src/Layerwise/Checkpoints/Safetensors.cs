using System.Globalization;
using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise;

/// <summary>Saves and loads the parameters and running statistics of networks as safetensors, the format of Hugging Face, which Python's library reads.</summary>
public static class Safetensors
{
    /// <summary>
    /// How the names of tensors begin that are no part of a network, such as the state of an optimizer: loading a network leaves them alone.
    /// Any other tensor that the network does not have is an error.
    /// </summary>
    public const string StatePrefix = "state.";

    private const string OwnPrefix = "layerwise.";
    internal const string SizesKey = OwnPrefix + "sizes";
    private const string ActivationsKey = OwnPrefix + "activations";

    /// <summary>Saves a network's parameters and running statistics: the old file, if there is one, stays until the new one is complete.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <param name="metadata">Further text for the file; keys must not begin with <c>layerwise.</c>.</param>
    /// <param name="elements">
    /// F32 as they are, or F16 or BF16 for weights of half the size, rounded to the nearest: all matrices of layers. Biases and whatever else is one number for each unit stay F32.
    /// </param>
    /// <exception cref="IOException">The file cannot be written, is read-only, or is no regular file; what was there is untouched.</exception>
    /// <exception cref="ArgumentException">
    /// The naming gives a name twice or a key of the metadata is reserved; a text is null or no valid Unicode; a weight is one that the elements can't hold.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="elements"/> is none of the three.</exception>
    public static void Save<TNetwork>(
        TNetwork network,
        string path,
        TensorNaming? naming = null,
        IEnumerable<KeyValuePair<string, string>>? metadata = null,
        TensorType elements = TensorType.F32)
        where TNetwork : class, INetwork<TNetwork> => ToFile(network, naming, metadata, elements).Write(path);

    /// <summary>Saves a network's parameters and running statistics to a stream.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; not closed.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <param name="metadata">Further text for the file; keys must not begin with <c>layerwise.</c>.</param>
    /// <param name="elements">
    /// F32 as they are, or F16 or BF16 for weights of half the size, rounded to the nearest: all matrices of layers. Biases and whatever else is one number for each unit stay F32.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The naming gives a name twice or a key of the metadata is reserved; a text is null or no valid Unicode; a weight is one that the elements can't hold.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="elements"/> is none of the three.</exception>
    public static void Save<TNetwork>(
        TNetwork network,
        Stream stream,
        TensorNaming? naming = null,
        IEnumerable<KeyValuePair<string, string>>? metadata = null,
        TensorType elements = TensorType.F32)
        where TNetwork : class, INetwork<TNetwork> => ToFile(network, naming, metadata, elements).Write(stream);

    /// <summary>Loads a network's parameters and running statistics: all of them, or none and an error that names the tensor.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="path">The file. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The file is not valid or does not fit; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, string path, TensorNaming? naming = null)
        where TNetwork : class, INetwork<TNetwork> => Load(network, SafetensorsFile.Read(path), naming);

    /// <summary>Loads a network's parameters and running statistics from a stream, which is read to its end.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="stream">The stream. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The content is not valid or does not fit; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static void Load<TNetwork>(TNetwork network, Stream stream, TensorNaming? naming = null)
        where TNetwork : class, INetwork<TNetwork> => Load(network, SafetensorsFile.Read(stream), naming);

    /// <summary>Loads a network's parameters and running statistics from a file that has been read.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Receives the parameters.</param>
    /// <param name="file">The file. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The file does not fit; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    public static void Load<TNetwork>(TNetwork network, SafetensorsFile file, TensorNaming? naming = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        CheckMetadata(file, SizesKey, Sizes<TNetwork>(), static (found, expected) => FileSizes.Fit(found, expected, TNetwork.Steps));
        CheckMetadata(file, ActivationsKey, Activations<TNetwork>(), static (found, expected) => found == expected);

        List<ParameterTensor> parts = ParameterTensor.Of<TNetwork>(naming ?? TensorNaming.Default);
        parts.AddRange(ScalingFile.Expected<TNetwork>(file, naming ?? TensorNaming.Default));
        foreach (ParameterTensor part in parts) part.Check(file);
        ScalingFile.Check(file, parts);
        if (naming is not { AllowOthers: true }) CheckNoOthers<TNetwork>(file, parts, naming ?? TensorNaming.Default);
        foreach (ParameterTensor part in parts) part.Load(file, network);
    }

    /// <summary>A new network with the parameters and running statistics of a file; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="path">The file. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The file is not valid or does not fit.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TNetwork Load<TNetwork>(string path, TensorNaming? naming = null)
        where TNetwork : class, ILoadableNetwork<TNetwork> => Load<TNetwork>(SafetensorsFile.Read(path), naming);

    /// <summary>A new network with the parameters and running statistics of a stream, which is read to its end; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="stream">The stream. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The content is not valid or does not fit.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static TNetwork Load<TNetwork>(Stream stream, TensorNaming? naming = null)
        where TNetwork : class, ILoadableNetwork<TNetwork> => Load<TNetwork>(SafetensorsFile.Read(stream), naming);

    /// <summary>A new network with the parameters and running statistics of a file that has been read; no parameter is drawn before.</summary>
    /// <typeparam name="TNetwork">The network: a class without constructors of its own.</typeparam>
    /// <param name="file">The file. Elements are F32, F16, BF16 or F64.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <exception cref="SafetensorsException">The file does not fit.</exception>
    /// <exception cref="ArgumentException">The naming gives a name twice, or none.</exception>
    public static TNetwork Load<TNetwork>(SafetensorsFile file, TensorNaming? naming = null)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        Load(network, file, naming);
        return network;
    }

    /// <summary>What <c>Save</c> writes, to be joined with other tensors.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network; its parameters are copied.</param>
    /// <param name="naming">What the tensors are called; <see cref="TensorNaming.Default"/> by default.</param>
    /// <param name="metadata">Further text for the file; keys must not begin with <c>layerwise.</c>.</param>
    /// <param name="elements">
    /// F32 as they are, or F16 or BF16 for weights of half the size, rounded to the nearest: all matrices of layers. Biases and whatever else is one number for each unit stay F32.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The naming gives a name twice or a key of the metadata is reserved; a text is null or no valid Unicode; a weight is one that the elements can't hold.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="elements"/> is none of the three.</exception>
    public static SafetensorsFile ToFile<TNetwork>(
        TNetwork network,
        TensorNaming? naming = null,
        IEnumerable<KeyValuePair<string, string>>? metadata = null,
        TensorType elements = TensorType.F32)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (elements is not (TensorType.F32 or TensorType.F16 or TensorType.BF16)) throw new ArgumentOutOfRangeException(nameof(elements), elements, "Expected F32, F16 or BF16.");
        List<KeyValuePair<string, string>> pairs = [new(SizesKey, Sizes<TNetwork>()), new(ActivationsKey, Activations<TNetwork>())];
        if (!network.ScalingNumbers.IsEmpty) pairs.Add(new(ScalingTensors.KindsKey, ScalingTensors.Kinds(TNetwork.InputScaling, TNetwork.TargetScaling)));
        foreach (KeyValuePair<string, string> pair in metadata ?? [])
        {
            if (pair.Key?.StartsWith(OwnPrefix, StringComparison.Ordinal) == true)
            {
                throw new ArgumentException($"The key {FileText.Quote(pair.Key)} is written by this library.", nameof(metadata));
            }

            pairs.Add(pair);
        }

        return new SafetensorsFile(
            [
                .. ParameterTensor.Of<TNetwork>(naming ?? TensorNaming.Default).SelectMany(part => part.Save(network, elements)),
                .. ParameterTensor.OfScaling<TNetwork>(naming ?? TensorNaming.Default).SelectMany(part => part.Save(network, TensorType.F32)),
            ],
            pairs);
    }

    // Files from elsewhere don't have it.
    private static void CheckMetadata(SafetensorsFile file, string key, string expected, Func<string, string, bool> fit)
    {
        if (file.Metadata.TryGetValue(key, out string? found) && !fit(found, expected))
        {
            throw new SafetensorsException($"The file is of another network: {key} is {FileText.Shorten(found)}; expected {expected}.");
        }
    }

    private static void CheckNoOthers<TNetwork>(SafetensorsFile file, List<ParameterTensor> parts, TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork>
    {
        var expected = new HashSet<string>();
        foreach (ParameterTensor part in parts)
        {
            expected.Add(part.Name);
            if (part.Added is not null) expected.Add(part.Added);
        }

        HashSet<string> ignored = [];
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            if (TNetwork.Layers[l].BatchNormalization && naming.Normalization?.Invoke(l).Ignored is { } name) ignored.Add(name);
        }

        foreach (Tensor tensor in file.Tensors)
        {
            if (ignored.Contains(tensor.Name)) continue;
            if (!expected.Contains(tensor.Name) && !tensor.Name.StartsWith(StatePrefix, StringComparison.Ordinal)) throw Other(tensor, expected);
        }
    }

    private static SafetensorsException Other(Tensor tensor, HashSet<string> expected) => new(
        tensor.Name,
        $"the network does not have it. It has {string.Join(", ", expected.Take(8))}{(expected.Count > 8 ? ", …" : "")}. A naming with AllowOthers leaves others alone.");

    private static string Sizes<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        string sizes = TNetwork.InputSize.ToString(CultureInfo.InvariantCulture);
        foreach (LayerInfo layer in TNetwork.Layers) sizes += "," + layer.OutputSize.ToString(CultureInfo.InvariantCulture);
        return sizes;
    }

    private static string Activations<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var activations = new List<string>();
        foreach (LayerInfo layer in TNetwork.Layers) activations.Add(layer.ActivationName);
        return string.Join(',', activations);
    }
}
