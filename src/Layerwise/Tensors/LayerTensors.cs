namespace Layerwise.Tensors;

/// <summary>Where the tensors of a layer lie: those of one storage in the order of their roles, without a gap.</summary>
internal static class LayerTensors
{
    private const TensorRole LastRole = TensorRole.RecurrentBiases;

    /// <summary>How many parameters the layer has; more than an int holds where the sizes are not yet checked.</summary>
    public static long ParameterCount<TTensors>(this TTensors tensors)
        where TTensors : ILayerTensors => CountBefore(tensors, LastRole + 1, TensorStorage.Parameters);

    /// <summary>How many running statistics it has.</summary>
    public static long StatisticsCount<TTensors>(this TTensors tensors)
        where TTensors : ILayerTensors => CountBefore(tensors, LastRole + 1, TensorStorage.RunningStatistics);

    /// <summary>Index of the first number of a tensor among those that the layer has in the same storage.</summary>
    public static int Offset<TTensors>(this TTensors tensors, TensorRole role)
        where TTensors : ILayerTensors => (int)CountBefore(tensors, role, TensorSpec.StorageOf(role));

    /// <summary>The tensors that the layer has, those of one storage in the order in which they lie there.</summary>
    public static List<TensorSpec> List<TTensors>(this TTensors tensors)
        where TTensors : ILayerTensors
    {
        // No iterator: a program that loads weights waits for the JIT, which would compile each of its methods for each kind of layer.
        var list = new List<TensorSpec>();
        for (TensorRole role = default; role <= LastRole; role++)
        {
            if (tensors.Length(role) > 0) list.Add(new TensorSpec(role, tensors.Shape(role), tensors.Offset(role)));
        }

        return list;
    }

    private static long CountBefore<TTensors>(TTensors tensors, TensorRole end, TensorStorage storage)
        where TTensors : ILayerTensors
    {
        long count = 0;
        for (TensorRole role = default; role < end; role++)
        {
            if (TensorSpec.StorageOf(role) == storage) count += tensors.Length(role);
        }

        return count;
    }
}
