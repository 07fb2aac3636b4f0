using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>One module of modules.json, as modules.py wrote it. Rows are laid end to end, in the order of a network's own inputs.</summary>
/// <param name="Name">The class.</param>
/// <param name="Declaration">Its attributes.</param>
/// <param name="Modules">The names of the modules that its layers with weights are; null for an <c>nn.Sequential</c>.</param>
/// <param name="Rows">Sequences or samples.</param>
/// <param name="Lengths">How many steps each row has; null for all.</param>
/// <param name="Tensors">The module's parameters and buffers.</param>
/// <param name="Windows">One pass, or several that carry states.</param>
public sealed record ModuleVector(
    string Name, string[] Declaration, string[]? Modules, int Rows, int[]? Lengths,
    IReadOnlyDictionary<string, ModuleVector.Numbers> Tensors, ModuleVector.Window[] Windows)
{
    /// <summary>The class of these layers.</summary>
    [JsonIgnore]
    public string Source => $"/// <summary>A network.</summary>\n{string.Join('\n', Declaration)}\npublic sealed partial class {Name};\n";

    /// <summary>All of them.</summary>
    public static ModuleVector[] ReadAll()
    {
        using var stream = typeof(ModuleVector).Assembly.GetManifestResourceStream("modules.json")!;
        return JsonSerializer.Deserialize<ModuleVector[]>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>Gives a network the module's tensors, by the names that PyTorch has for them.</summary>
    public void Load<TNetwork>(TNetwork network, IReadOnlyDictionary<string, Numbers> tensors)
        where TNetwork : class, INetwork<TNetwork>
    {
        var file = new SafetensorsFile([.. tensors.Select(static tensor => Tensor.Of(tensor.Key, tensor.Value.Shape, tensor.Value.Values))]);
        Safetensors.Load(network, file, Modules is null ? TensorNaming.PyTorchSequential<TNetwork>() : TensorNaming.PyTorch<TNetwork>(Modules));
    }

    public override string ToString() => Name;

    /// <summary>A tensor, row-major.</summary>
    public sealed record Numbers(long[] Shape, float[] Values);

    /// <summary>One pass: what inference gives, and what training does, its loss and the gradients of the module's tensors.</summary>
    public sealed record Window(
        float[] Inputs, float[] Targets, double[] InferenceOutputs, double[] Outputs, double MeanLoss, float[] OutputGradients, double[] InputGradients,
        IReadOnlyDictionary<string, Numbers> Gradients);
}
