using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise;

/// <summary>What a network scales by, in a file.</summary>
internal static class ScalingFile
{
    /// <summary>The tensors that a file has to have for it. One from elsewhere may have none: then the scaling stays as it is.</summary>
    /// <exception cref="SafetensorsException">The file is of a network that scales in another way.</exception>
    public static IEnumerable<ParameterTensor> Expected<TNetwork>(SafetensorsFile file, TensorNaming naming)
        where TNetwork : class, INetwork<TNetwork>
    {
        file.Metadata.TryGetValue(ScalingTensors.KindsKey, out string? said);
        bool scales = TNetwork.InputScaling != InputScaling.None || TNetwork.TargetScaling != TargetScaling.None;
        return scales || said is not null ? Expected<TNetwork>(file, naming, said) : [];
    }

    /// <summary>Checks that the numbers are some to scale by, or that all are 0, as those of a network that was never fitted.</summary>
    /// <exception cref="SafetensorsException">One is not.</exception>
    public static void Check(SafetensorsFile file, List<ParameterTensor> parts)
    {
        var tensors = new List<Tensor>();
        foreach (ParameterTensor part in parts)
        {
            if (part.IsScaling) tensors.Add(file[part.Name]);
        }

        if (tensors.Count > 0) Check(tensors);
    }

    // A method of its own, as the next: a program that loads a network without scaling does not wait until the JIT has compiled it.
    private static ParameterTensor[] Expected<TNetwork>(SafetensorsFile file, TensorNaming naming, string? said)
        where TNetwork : class, INetwork<TNetwork>
    {
        ParameterTensor[] expected = [.. ParameterTensor.OfScaling<TNetwork>(naming)];
        string kinds = ScalingTensors.Kinds(TNetwork.InputScaling, TNetwork.TargetScaling);
        bool isOwn = file.Metadata.ContainsKey(Safetensors.SizesKey);
        string? found = said ?? (isOwn ? ScalingTensors.Kinds(InputScaling.None, TargetScaling.None) : null);
        if (found is not null && found != kinds)
        {
            throw new SafetensorsException(
                $"The file is of a network that scales inputs and targets by {FileText.Shorten(found)}, and {typeof(TNetwork).Name} scales them by {kinds}: its weights are for other numbers.");
        }

        bool hasAny = file.Tensors.Any(tensor => expected.Any(part => part.Name == tensor.Name));
        return hasAny || isOwn ? expected : [];
    }

    private static void Check(List<Tensor> tensors)
    {
        float[][] numbers = [.. tensors.Select(Floats)];
        if (numbers.All(static values => values.All(static value => value == 0))) return;
        for (int t = 0; t < tensors.Count; t++)
        {
            // Centers, and behind them scales.
            bool isScale = t % 2 == 1;
            int wrong = Array.FindIndex(numbers[t], value => !float.IsFinite(value) || (isScale && value == 0));
            if (wrong < 0) continue;
            throw new SafetensorsException(
                tensors[t].Name, FormattableString.Invariant($"the number at index {wrong} is {numbers[t][wrong]}; expected a finite one{(isScale ? " that is not 0" : "")}."));
        }
    }

    private static float[] Floats(Tensor tensor)
    {
        float[] values = new float[tensor.Shape[0]];
        tensor.CopyTo(values.AsSpan());
        return values;
    }
}
