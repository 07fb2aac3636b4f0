namespace Layerwise.Runtime;

/// <summary>What a header says of a tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions, none negative.</param>
/// <param name="Begin">Where its bytes begin in the data.</param>
/// <param name="End">Where they end.</param>
internal sealed record TensorEntry(string Name, TensorType Type, long[] Shape, long Begin, long End)
{
    /// <summary>Checks that tensors cover the data from its first byte to its last, each byte once.</summary>
    /// <exception cref="SafetensorsException">One of them does not.</exception>
    internal static void CheckLayout(List<TensorEntry> tensors, long dataLength)
    {
        TensorEntry[] inOrder = [.. tensors.OrderBy(static tensor => tensor.Begin).ThenBy(static tensor => tensor.End)];
        long end = 0;
        foreach (TensorEntry tensor in inOrder)
        {
            tensor.CheckLength();
            if (tensor.End > dataLength)
            {
                throw new SafetensorsException(tensor.Name, $"it ends at byte {tensor.End} of the data, which has {dataLength}.");
            }

            if (tensor.Begin != end)
            {
                string fault = tensor.Begin < end ? "overlaps the tensor before" : "leaves a gap";
                throw new SafetensorsException(tensor.Name, $"it begins at byte {tensor.Begin} of the data and {fault}; expected {end}.");
            }

            end = tensor.End;
        }

        if (end != dataLength) throw new SafetensorsException($"The file has {dataLength} bytes of data, but its tensors have {end}.");
    }

    private void CheckLength()
    {
        int size = TensorTypes.Size(Type);
        long length = TensorShape.Length(Shape);
        if (length < 0 || length > long.MaxValue / size) throw new SafetensorsException(Name, $"its shape {TensorShape.Text(Shape)} is too large.");
        if (End < Begin || End - Begin != length * size)
        {
            throw new SafetensorsException(
                Name, $"its data_offsets [{Begin}, {End}] are not the {length * size} bytes of {TensorTypes.Name(Type)} {TensorShape.Text(Shape)}.");
        }
    }
}
