using System.Text.Json;

namespace Layerwise.Runtime;

/// <summary>Reads a header token by token: what is not exactly what the format describes is refused, nothing is skipped.</summary>
internal ref struct SafetensorsHeaderReader
{
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<TensorEntry> _tensors = [];
    private readonly HashSet<string> _names = [];
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> header) => _json = new Utf8JsonReader(header);

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
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Names whose bytes or escapes are not valid text are an InvalidOperationException.
            throw new SafetensorsException($"The header is not valid JSON: {e.Message}", e);
        }

        return (reader._metadata, reader._tensors);
    }

    private void ReadAll()
    {
        _json.Read();
        while (NextKey() is { } name)
        {
            if (!_names.Add(name)) throw new SafetensorsException(name, "the header has it twice.");
            if (name == SafetensorsHeader.MetadataKey) ReadMetadata();
            else _tensors.Add(ReadTensor(name));
        }

        // What follows the object may only be white space; the reader throws at anything else.
        _json.Read();
    }

    private void ReadMetadata()
    {
        if (Next() != JsonTokenType.StartObject) throw new SafetensorsException($"'{SafetensorsHeader.MetadataKey}' is not an object.");
        while (NextKey() is { } key)
        {
            if (Next() != JsonTokenType.String) throw new SafetensorsException($"The metadata '{key}' is not a string.");
            if (!_metadata.TryAdd(key, _json.GetString()!)) throw new SafetensorsException($"The header has the metadata '{key}' twice.");
        }
    }

    private TensorEntry ReadTensor(string name)
    {
        if (Next() != JsonTokenType.StartObject) throw new SafetensorsException(name, "its entry is not an object.");
        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (NextKey() is { } key)
        {
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
                    throw new SafetensorsException(name, $"its entry has '{key}'; expected dtype, shape and data_offsets.");
            }
        }

        string? missing = type is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null) throw new SafetensorsException(name, $"its entry has no '{missing}'.");
        if (offsets!.Length != 2) throw new SafetensorsException(name, $"its data_offsets are {offsets.Length} numbers; expected 2.");
        return new TensorEntry(name, type!.Value, shape!, offsets[0], offsets[1]);
    }

    private TensorType ReadType(string name)
    {
        if (Next() != JsonTokenType.String) throw new SafetensorsException(name, "its dtype is not a string.");
        string type = _json.GetString()!;
        return TensorTypes.Named(type) ?? throw new SafetensorsException(name, $"its dtype '{type}' is unknown.");
    }

    private long[] ReadIntegers(string name, string key)
    {
        if (Next() != JsonTokenType.StartArray) throw new SafetensorsException(name, $"its {key} is not an array.");
        var values = new List<long>();
        while (Next() != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long value) || value < 0)
            {
                throw new SafetensorsException(name, $"its {key} has something else than whole numbers from 0 to {long.MaxValue}.");
            }

            values.Add(value);
        }

        return [.. values];
    }

    private JsonTokenType Next()
    {
        _json.Read();
        return _json.TokenType;
    }

    // The next key of the object being read; null at its end.
    private string? NextKey() => Next() == JsonTokenType.EndObject ? null : _json.GetString();
}
