namespace Layerwise.Runtime;

/// <summary>Reads a header token by token: what is not exactly what the format describes is refused, nothing is skipped.</summary>
internal ref struct SafetensorsHeaderReader
{
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<TensorEntry> _tensors = [];
    private readonly HashSet<string> _names = [];
    private JsonScanner _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> header) => _json = new JsonScanner(header);

    /// <summary>The metadata and the tensors of a header, in its order.</summary>
    /// <exception cref="SafetensorsException">It is not a valid header.</exception>
    internal static (Dictionary<string, string> Metadata, List<TensorEntry> Tensors) Read(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty || header[0] != '{') throw new SafetensorsException("The header does not begin with '{'.");
        var reader = new SafetensorsHeaderReader(header);
        try
        {
            reader.ReadAll();
        }
        catch (FormatException e)
        {
            throw new SafetensorsException($"The header is not valid JSON: {e.Message}", e);
        }

        return (reader._metadata, reader._tensors);
    }

    private void ReadAll()
    {
        _json.Take('{');
        for (bool isFirst = true; _json.HasNext('}', ref isFirst);)
        {
            string name = _json.TakeKey();
            if (!_names.Add(name)) throw new SafetensorsException(name, "the header has it twice.");
            if (name == SafetensorsHeader.MetadataKey) ReadMetadata();
            else _tensors.Add(ReadTensor(name));
        }

        // What follows the object may only be white space.
        _ = _json.Peek();
        if (!_json.IsAtEnd) throw _json.Unexpected("the end");
    }

    private void ReadMetadata()
    {
        // Some writers, MLX's among them, write null where there is none.
        if (_json.TryTakeNull()) return;
        if (_json.Peek() != '{') throw new SafetensorsException($"'{SafetensorsHeader.MetadataKey}' is not an object.");
        _json.Take('{');
        for (bool isFirst = true; _json.HasNext('}', ref isFirst);)
        {
            string key = _json.TakeKey();
            if (_json.Peek() != '"') throw new SafetensorsException($"The metadata {FileText.Quote(key)} is not a string.");
            if (_metadata.ContainsKey(key)) throw new SafetensorsException($"The header has the metadata {FileText.Quote(key)} twice.");
            _metadata.Add(key, _json.TakeString());
        }
    }

    private TensorEntry ReadTensor(string name)
    {
        if (_json.Peek() != '{') throw new SafetensorsException(name, "its entry is not an object.");
        _json.Take('{');
        ElementType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        for (bool isFirst = true; _json.HasNext('}', ref isFirst);)
        {
            string key = _json.TakeKey();
            switch (key)
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadIntegers(name, key);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadIntegers(name, key);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw new SafetensorsException(name, $"its entry has '{key}' twice.");
                default:
                    throw new SafetensorsException(name, $"its entry has {FileText.Quote(key)}; expected dtype, shape and data_offsets.");
            }
        }

        string? missing = type is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null) throw new SafetensorsException(name, $"its entry has no '{missing}'.");
        if (offsets!.Length != 2) throw new SafetensorsException(name, $"its data_offsets are {offsets.Length} numbers; expected 2.");
        return new TensorEntry(name, type!, shape!, offsets[0], offsets[1]);
    }

    private ElementType ReadType(string name)
    {
        if (_json.Peek() != '"') throw new SafetensorsException(name, "its dtype is not a string.");
        return ElementType.Named(_json.TakeString());
    }

    private long[] ReadIntegers(string name, string key)
    {
        if (_json.Peek() != '[') throw new SafetensorsException(name, $"its {key} is not an array.");
        _json.Take('[');

        // An array: a program that loads weights waits for the JIT, which would compile a list of longs for it.
        long[] values = new long[2];
        int count = 0;
        for (bool isFirst = true; _json.HasNext(']', ref isFirst);)
        {
            if (_json.Peek() is not (>= '0' and <= '9') || !_json.TryTakeInteger(out long value))
            {
                throw new SafetensorsException(name, $"its {key} has something else than whole numbers from 0 to {long.MaxValue}.");
            }

            if (count == values.Length) Array.Resize(ref values, 2 * count);
            values[count++] = value;
        }

        if (count < values.Length) Array.Resize(ref values, count);
        return values;
    }
}
