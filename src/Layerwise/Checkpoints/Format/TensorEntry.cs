namespace Layerwise.Runtime;

/// <summary>What a header says of a tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Elements">The type of its elements.</param>
/// <param name="Shape">Its dimensions, none negative.</param>
/// <param name="Begin">Where its bytes begin in the data.</param>
/// <param name="End">Where they end.</param>
internal sealed record TensorEntry(string Name, ElementType Elements, long[] Shape, long Begin, long End)
{
    /// <summary>The type of its elements, as far as it is known here.</summary>
    internal TensorType Type => Elements.Type;

    /// <summary>Checks that tensors cover the data from its first byte to its last, each byte once.</summary>
    /// <exception cref="SafetensorsException">One of them does not.</exception>
    internal static void CheckLayout(List<TensorEntry> tensors, long dataLength)
    {
        TensorEntry[] inOrder = [.. tensors];
        Array.Sort(inOrder, static (one, other) => one.Begin == other.Begin ? one.End.CompareTo(other.End) : one.Begin.CompareTo(other.Begin));
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
        long count = TensorShape.Length(Shape);
        if (count < 0 || count > long.MaxValue / (Elements.Bits ?? 1)) throw new SafetensorsException(Name, $"its shape {TensorShape.Text(Shape)} is too large.");
        if (Elements.Bits is not { } bits) CheckAtLeastBits(count);
        else if (count * bits % 8 != 0) throw new SafetensorsException(Name, $"its {count} elements of {bits} bits are no whole number of bytes.");
        else if (End < Begin || End - Begin != count * bits / 8) throw WrongOffsets($"the {count * bits / 8} bytes");
    }

    // Of a type that nobody knows here: an element has at least one bit, so that no small file speaks of more elements than memory holds.
    private void CheckAtLeastBits(long count)
    {
        if (End < Begin || (count > 0 && (count - 1) / 8 >= End - Begin)) throw WrongOffsets("enough bytes");
    }

    private SafetensorsException WrongOffsets(string expected) => new(
        Name, $"its data_offsets [{Begin}, {End}] are not {expected} of {FileText.Shorten(Elements.Name)} {TensorShape.Text(Shape)}.");
}
