using System.Globalization;
using Layerwise.Generator.Evaluation;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Runtime;
using Layerwise.Text;

namespace Layerwise.Generator.Weights;

/// <summary>The test data of a project, in a file as the runtime's DatasetFile writes it: inputs, and a label or targets for each of them.</summary>
internal static class TestFile
{
    private const string Inputs = "inputs";
    private const string Labels = "labels";
    private const string Targets = "targets";
    private const string Classes = "classes";

    /// <summary>The file that an item names; null where it names none, or one that the compiler does not see.</summary>
    public static WeightFile? Find(FileUse use, IEnumerable<WeightFile> files) => use.TestData is { } path ? files.FirstOrDefault(file => file.IsAt(path)) : null;

    /// <summary>What is wrong with the test data of a network; null where it has sound ones or none.</summary>
    public static string? ReasonAgainst(FrozenNetwork frozen)
    {
        if (frozen.File.Use.TestData is not { } path) return null;
        string name = Name(path);
        if (frozen.TestData is not { Layout: { } layout } file)
        {
            string problem = frozen.TestData?.Problem ?? "expected a safetensors file, as DatasetFile.Write writes one";
            return $"its TestData, {name}, cannot be read: {problem}";
        }

        LayerSpec? layer = frozen.Network.Layers.FirstOrDefault(static layer => layer.Custom is not null);
        if (layer is not null)
        {
            return $"layer {Literal.Of(layer.Number)} has an activation of its own project, {layer.ActivationName}, "
                + "and so the compiler can't compute what it makes of its TestData; remove that";
        }

        return ReasonAgainst(file, layout, frozen.Network) is { } reason ? $"its TestData, {name}, {reason}" : null;
    }

    /// <summary>The samples of a file against which there is no reason.</summary>
    public static TestSamples Read(WeightFile file, NetworkSpec network)
    {
        TensorEntry? labels = Find(file.Layout!, Labels);
        return new TestSamples(
            Name(file.Path),
            file.Values(Find(file.Layout!, Inputs)!),
            labels is null ? null : file.Integers(labels),
            labels is null ? file.Values(Find(file.Layout!, Targets)!) : null);
    }

    private static string? ReasonAgainst(WeightFile file, SafetensorsLayout layout, NetworkSpec network)
    {
        if (ReasonAgainst(file, layout, Inputs, network.InputSize, out long rows) is { } ofInputs) return ofInputs;
        if (Find(layout, Labels) is not { } labels) return ReasonAgainst(file, layout, Targets, network.OutputSize, out _, rows);
        if (labels.Type != TensorType.I32 || !labels.Shape.SequenceEqual([rows])) return $"has labels of {Text(labels)}; expected I32 {TensorShape.Text([rows])}";
        if (!layout.Metadata.TryGetValue(Classes, out string? text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int classes))
        {
            return $"has labels, and its metadata no number of classes; expected '{Classes}'";
        }

        if (TestSamples.ReasonAgainst(network, classes) is { } ofClasses) return ofClasses;
        int stranger = Array.FindIndex(file.Integers(labels), label => label < 0 || label >= classes);
        return stranger < 0 ? null : $"has the label {Literal.Of(file.Integers(labels)[stranger])} at sample {Literal.Of(stranger)}; expected 0 to {Literal.Of(classes - 1)}";
    }

    private static string? ReasonAgainst(WeightFile file, SafetensorsLayout layout, string name, int width, out long rows, long expectedRows = 0)
    {
        rows = 0;
        string expected = $"F32 [{(expectedRows > 0 ? Literal.Of((int)expectedRows) : "samples")}, {Literal.Of(width)}]";
        if (Find(layout, name) is not { } tensor) return $"has no {name}; expected {expected}{(name == Targets ? ", or labels" : "")}";
        if (tensor.Type != TensorType.F32 || tensor.Shape.Length != 2 || tensor.Shape[1] != width || tensor.Shape[0] < 1 || (expectedRows > 0 && tensor.Shape[0] != expectedRows))
        {
            return $"has {name} of {Text(tensor)}; expected {expected}";
        }

        rows = tensor.Shape[0];
        int stranger = file.IndexOfNonFinite(tensor);
        if (stranger < 0) return null;
        string number = NumberText.Rounded(file.Values(tensor)[stranger]);
        return $"has {number} in the {name} of sample {Literal.Of(stranger / width)}; expected finite numbers";
    }

    private static TensorEntry? Find(SafetensorsLayout layout, string name) => layout.Tensors.Find(tensor => tensor.Name == name);

    private static string Text(TensorEntry tensor) => $"{FileText.Shorten(tensor.Elements.Name)} {TensorShape.Text(tensor.Shape)}";

    private static string Name(string path) => FileText.Shorten(path.Substring(path.LastIndexOfAny(['/', '\\']) + 1));
}
