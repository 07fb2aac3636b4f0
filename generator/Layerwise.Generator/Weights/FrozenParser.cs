using System.Collections.Immutable;
using Layerwise.Generator.Evaluation;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Runtime;
using Layerwise.Tensors;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Weights;

/// <summary>From a declaration with [Frozen] and the weight files of the project to a network with weights, or to what is wrong with the file.</summary>
internal static class FrozenParser
{
    // As the runtime's Safetensors writes them.
    private const string SizesKey = "layerwise.sizes";
    private const string ActivationsKey = "layerwise.activations";

    /// <summary>1 MiB of constants: 2.7 million characters of source, at which the compiler works for some two seconds. It takes four times as long for each fourfold.</summary>
    public const int MostConstants = 1 << 18;

    /// <summary>The network with its weights.</summary>
    /// <param name="network">A network whose FrozenFile is set.</param>
    /// <param name="files">All weight files of the project.</param>
    /// <param name="location">The attribute's argument.</param>
    public static Parsed<FrozenNetwork> Parse(NetworkSpec network, IEnumerable<WeightFile> files, Location location)
    {
        string name = FileText.Shorten(network.FrozenFile!);
        WeightFile[] named = Named(network.FrozenFile!, files);
        if (named.Length != 1)
        {
            string problem = name.Length == 0
                ? "names no file; write the name of a file of weights"
                : named.Length == 0
                ? $"is not among the project's weights; add <FrozenWeights Include=\"{name}\" /> to the project file"
                : $"could be {string.Join(" or ", named.Select(static file => file.Path))}; write more of its path";
            return Parsed<FrozenNetwork>.Faulty(new Fault(FaultKind.FrozenFileMissing, location, ImmutableArray.Create<object>(name, problem)));
        }

        WeightFile weights = named[0].Beside(files);
        string? reason = weights.Problem ?? (weights.SaysLayers ? GraphReader.TakeLayers(ref network, weights) : ReasonAgainst(network, weights));
        FrozenNetwork? frozen = reason is null ? new FrozenNetwork(network, weights) { TestData = TestFile.Find(weights.Use, files) } : null;
        reason ??= TestFile.ReasonAgainst(frozen!) ?? ReasonAgainstRounding(frozen!) ?? TooManyConstants(frozen!) ?? ReasonAgainstWriting(frozen!);
        return reason is null
            ? Parsed<FrozenNetwork>.Sound(frozen!, [.. RemarksOnRounding(frozen!, location)])
            : Parsed<FrozenNetwork>.Faulty(new Fault(FaultKind.FrozenFileUnfit, location, ImmutableArray.Create<object>(name, network.Type.Name, reason)));
    }

    /// <summary>What is wrong where another network would be written into a file of this one; null where none would.</summary>
    /// <param name="frozen">The network.</param>
    /// <param name="networks">The frozen networks of the project.</param>
    /// <param name="files">All weight files of the project.</param>
    /// <param name="location">The attribute's argument.</param>
    public static Fault? SharedFile(FrozenNetwork frozen, IEnumerable<NetworkSpec> networks, IReadOnlyCollection<WeightFile> files, Location location)
    {
        if (WrittenFiles.Shared(frozen, networks, files) is not var (metadata, path, other)) return null;
        string reason = $"{metadata} writes it into {path}, and '{other.Type.HintName}' too; rename one of them, or freeze it from a file of weights with another folder";
        return new Fault(FaultKind.FrozenFileUnfit, location, ImmutableArray.Create<object>(frozen.Network.FrozenFile!, frozen.Network.Type.Name, reason));
    }

    // An item of weights and one of test data may be the same file. Where several have the name, test data are not meant.
    private static WeightFile[] Named(string name, IEnumerable<WeightFile> files)
    {
        WeightFile[] all = [.. files.Where(file => file.IsNamed(name)).GroupBy(static file => file.Path).Select(static same => same.First())];
        WeightFile[] weights = [.. all.Where(file => !files.Any(other => other.Use.TestData is { } path && file.IsAt(path)))];
        return weights.Length > 0 ? weights : all;
    }

    private static string? ReasonAgainstRounding(FrozenNetwork frozen)
    {
        if (frozen.File.Use.Weights is not { } format) return null;
        if (Rounding.Parse(format) is null) return $"Weights of its FrozenWeights is {FileText.Quote(format)}; expected {string.Join(", ", Rounding.Names)}, or none for floats";
        LayerSpec? layer = frozen.SelfTestRows == 0 ? null : frozen.Network.Layers.FirstOrDefault(static layer => layer.Custom is not null);
        return layer is null
            ? frozen.Rounded.Problem
            : $"layer {Literal.Of(layer.Number)} has an activation of its own project, {layer.ActivationName}, and so the compiler can't compute what the self-test gives with weights as {format}; save it without samples";
    }

    private static IEnumerable<Fault> RemarksOnRounding(FrozenNetwork frozen, Location location)
    {
        if (frozen.Rounded is not { IsBeyondBound: true } rounded) yield break;
        string change = rounded.Test is { IsBeyondBound: true } test ? test.Text : rounded.Error!.Text;
        yield return new Fault(FaultKind.RoundedWeightsDiffer, location, ImmutableArray.Create<object>(frozen.RoundedFormat, frozen.Network.Type.Name, change));
    }

    // The self-test becomes constants also where the parameters are read from the embedded file.
    private static string? TooManyConstants(FrozenNetwork frozen)
    {
        string most = $"the {NumberText.Grouped(MostConstants)} that can be constants";
        int parameters = frozen.ParameterConstants;
        if (!frozen.File.IsEmbedded && parameters > MostConstants)
        {
            string rounded = frozen.Format == WeightFormat.Single ? "" : $", which take the room of {NumberText.Grouped(parameters)} floats as {frozen.Format}";
            return $"it has {NumberText.Grouped(frozen.Network.ParameterCount)} parameters{rounded}, more than {most}; add Embed=\"true\" to its FrozenWeights, so that the program embeds the whole file";
        }

        long samples = frozen.SelfTestRows;
        long numbers = samples * (frozen.Network.InputSize + frozen.Network.OutputSize);
        long left = MostConstants - (frozen.File.IsEmbedded ? 0 : parameters);
        if (numbers <= left) return null;
        string room = frozen.File.IsEmbedded ? most : $"the {NumberText.Grouped(left)} that its parameters leave of {most}";
        return $"its self-test of {NumberText.Grouped(samples)} samples has {NumberText.Grouped(numbers)} numbers, more than {room}; save it with fewer samples";
    }

    // A file in another language has the weights as constants, and none of the project's own code.
    private static string? ReasonAgainstWriting(FrozenNetwork frozen)
    {
        if (frozen.File.Use.Written.FirstOrDefault() is not { } metadata) return null;
        int parameters = frozen.Network.ParameterCount;
        if (parameters > MostConstants)
        {
            return $"it has {NumberText.Grouped(parameters)} parameters, more than the {NumberText.Grouped(MostConstants)} that {metadata} writes into a file of source";
        }

        LayerSpec? layer = frozen.Network.Layers.FirstOrDefault(static layer => layer.Custom is not null);
        if (layer is not null) return $"layer {Literal.Of(layer.Number)} has an activation of its own project, {layer.ActivationName}, which {metadata} can't write into another file";
        if (WrittenFiles.Misleading(frozen) is var (asking, file, meaning)) return $"{asking} writes {file}, which is {meaning}; rename the class";
        return frozen.File.Use.CFolder is not null && WrittenFiles.SameInC(frozen.Network) is var (name, inC, other)
            ? $"{FileUse.C} calls '{name}' {inC}, which is the name of {other} too; write another name"
            : null;
    }

    private static string? ReasonAgainst(NetworkSpec network, WeightFile weights)
    {
        SafetensorsLayout layout = weights.Layout!;
        bool isOfSizes = layout.Metadata.TryGetValue(SizesKey, out string? sizes) && FileSizes.Fit(sizes, Sizes(network), network.Steps);
        string? other = (isOfSizes ? null : OtherMetadata(layout, SizesKey, Sizes(network))) ?? OtherMetadata(layout, ActivationsKey, Activations(network));
        if (other is not null) return other;
        if (OtherScaling(network, layout) is { } scaling) return scaling;

        Dictionary<string, TensorEntry> found = layout.Tensors.ToDictionary(static tensor => tensor.Name);
        Dictionary<string, long[]> expected = Expected(network, found);
        foreach (KeyValuePair<string, long[]> tensor in expected)
        {
            string shape = TensorShape.Text(tensor.Value);
            if (!found.TryGetValue(tensor.Key, out TensorEntry entry)) return $"it has no tensor '{tensor.Key}'; expected one of shape {shape}";
            if (!TensorFloats.IsFloat(entry.Type)) return $"the elements of tensor '{tensor.Key}' are {FileText.Shorten(entry.Elements.Name)}; expected F32, F16, BF16 or F64";
            if (!entry.Shape.SequenceEqual(tensor.Value)) return $"the shape of tensor '{tensor.Key}' is {TensorShape.Text(entry.Shape)}; expected {shape}";
            if (tensor.Key.EndsWith(".scale", StringComparison.Ordinal) && Array.Exists(weights.Values(entry), static value => value == 0)) return $"tensor '{tensor.Key}' holds 0: the network was saved before FitScaling had said what it scales by";
            if (weights.BeyondFloat(entry) is double value) return $"tensor '{tensor.Key}' holds {NumberText.Rounded(value)}, which is beyond the range of a float";
        }

        TensorEntry? stranger = layout.Tensors.Find(tensor =>
            !expected.ContainsKey(tensor.Name) && !tensor.Name.StartsWith(TensorNames.StatePrefix, StringComparison.Ordinal));
        return stranger is null ? null : $"it has a tensor {FileText.Quote(stranger.Name)} of shape {TensorShape.Text(stranger.Shape)}, which the network does not have";
    }

    // Files from elsewhere don't have it.
    private static string? OtherMetadata(SafetensorsLayout layout, string key, string expected) =>
        layout.Metadata.TryGetValue(key, out string? found) && found != expected ? $"{key} is {FileText.Shorten(found)}; expected {expected}" : null;

    private static string? OtherScaling(NetworkSpec network, SafetensorsLayout layout)
    {
        string expected = ScalingTensors.Kinds(network.InputScaling, network.TargetScaling);
        if (layout.Metadata.TryGetValue(ScalingTensors.KindsKey, out string? found)) return OtherMetadata(layout, ScalingTensors.KindsKey, expected);
        return network.Scales && layout.Metadata.ContainsKey(SizesKey) ? $"it is of a network that does not scale; expected one that scales inputs and targets by {expected}" : null;
    }

    private static Dictionary<string, long[]> Expected(NetworkSpec network, Dictionary<string, TensorEntry> found)
    {
        var expected = new Dictionary<string, long[]>();
        foreach (LayerSpec layer in network.Layers)
        {
            foreach (TensorSpec tensor in layer.Tensors.List())
            {
                expected.Add(TensorNames.Of(layer, tensor), Array.ConvertAll(tensor.Shape, static dimension => (long)dimension));
            }
        }

        foreach ((string name, int _, int length) in ScalingTensors.List(network.ScaledInputs, network.ScaledTargets))
        {
            expected.Add(name, [length]);
        }

        if (found.TryGetValue(TensorNames.SelfTestInputs, out TensorEntry inputs))
        {
            long rows = inputs.Shape.Length > 0 ? inputs.Shape[0] : 1;
            expected.Add(TensorNames.SelfTestInputs, [rows, network.InputSize]);
            expected.Add(TensorNames.SelfTestOutputs, [rows, network.OutputSize]);
        }

        return expected;
    }

    private static string Sizes(NetworkSpec network) =>
        string.Join(",", new[] { network.InputSize }.Concat(network.Layers.Select(static layer => layer.Output.Size)).Select(static size => Literal.Of(size)));

    private static string Activations(NetworkSpec network) =>
        string.Join(",", network.Layers.Select(static layer => layer.Custom?.MetadataName ?? layer.ActivationName));
}
