using Layerwise.Generator.Tests.Harness;
using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Frozen;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests;

/// <summary>Parts of the inputs that have a name are inputs of a file, and inputs of a file are parts with a name.</summary>
public sealed class InputTests
{
    private const int Rows = 4;

    [Fact]
    public void Each_named_part_is_an_input_of_the_file()
    {
        var network = new NamedInputs(seed: 3);
        byte[] file = Save(network);
        float[] inputs = Judge.Inputs(Rows * NamedInputs.InputSize);
        float[] outputs = new float[Rows * NamedInputs.OutputSize];
        network.Forward(inputs, outputs);
        float[] states = [.. Enumerable.Range(0, Rows).SelectMany(row => NamedInputs.State(inputs.AsSpan(), row).ToArray())];
        float[] goals = [.. Enumerable.Range(0, Rows).SelectMany(row => NamedInputs.Goal(inputs.AsSpan(), row).ToArray())];
        Judge.AssertAgree(Judge.Outputs(file, new() { ["State"] = states, ["Goal"] = goals }, Rows), outputs);

        using var stream = new MemoryStream(file);
        Assert.Equal(network.Parameters.ToArray(), Onnx.Load<NamedInputs>(stream).Parameters.ToArray());
    }

    [Fact]
    public void The_same_parts_in_another_order_are_refused()
    {
        using var stream = new MemoryStream(Save(new NamedInputs(seed: 3)));
        Assert.Equal(
            "The file joins its inputs in the order 'State', 'Goal', and the network has Goal, State.", Assert.Throws<OnnxException>(() => Onnx.Load<InputsInAnotherOrder>(stream)).Message);
    }

    [Fact]
    public void Inputs_of_a_file_are_views_of_the_class()
    {
        var network = new NamedInputs(seed: 3);
        float[] inputs = Judge.Inputs(Rows * NamedInputs.InputSize);
        float[] outputs = new float[Rows * NamedInputs.OutputSize];
        network.Forward(inputs, outputs);
        (object? place, float[] found) = Freeze(Save(network), "GoalOffset", inputs);
        Assert.Equal(2, place);
        Judge.AssertAgree(outputs, found);
    }

    // InputSize is that of all of them.
    [Fact]
    public void Inputs_whose_names_can_be_none_of_members_stay_without()
    {
        float[] inputs = Judge.Inputs(Rows * 3);
        float[] goals = [.. inputs.Where(static (_, i) => i % 3 == 0)];
        float[] states = [.. inputs.Where(static (_, i) => i % 3 != 0)];
        (object? place, float[] found) = Freeze(OnnxFiles.Inputs["joined"], "GoalOffset", inputs);
        Assert.Null(place);
        Judge.AssertAgree(Judge.Outputs(OnnxFiles.Inputs["joined"], new() { ["goal"] = goals, ["input"] = states }, Rows), found);
    }

    private static (object? Constant, float[] Outputs) Freeze(byte[] file, string constant, float[] inputs)
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;
        string path = Path.Combine(folder, "net.onnx");
        File.WriteAllBytes(path, file);
        using LoadedAssembly assembly =
            new Consumer("using Layerwise;\n/// <summary>A network.</summary>\n[Frozen(\"net.onnx\")]\npublic static partial class Net;") { AdditionalFiles = [path] }.Load();
        Directory.Delete(folder, recursive: true);
        Type type = assembly.Frozen.Single();
        return (type.GetField(constant)?.GetRawConstantValue(), FrozenFiles.Outputs(type, inputs));
    }

    private static byte[] Save(NamedInputs network)
    {
        using var stream = new MemoryStream();
        Onnx.Save(network, stream);
        return stream.ToArray();
    }
}
