using Layerwise.Chains;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>From a Keras model as JSON to the layers that it computes, one after the other. Source that the generator compiles too.</summary>
internal ref struct ModelReader
{
    private readonly long _bytes;
    private JsonScanner _json;

    private ModelReader(ReadOnlySpan<byte> text)
    {
        _json = new JsonScanner(text);
        _bytes = text.Length;
    }

    /// <summary>The layers of a file.</summary>
    /// <param name="text">The whole file.</param>
    /// <exception cref="KerasJsonException">It is no such model, or has layers of other types.</exception>
    public static ChainTree Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return new ModelReader(text).ReadAll();
        }
        catch (FormatException e)
        {
            throw new KerasJsonException($"The file is not valid JSON: {e.Message}", e);
        }
    }

    private ChainTree ReadAll()
    {
        if (_json.Peek() != '{') throw NoModel();
        _json.Take('{');
        JsonScanner layers = default;
        SampleShape inputs = default;
        bool hasLayers = false;
        for (bool isFirst = true; _json.HasNext('}', ref isFirst);)
        {
            string key = _json.TakeKey();
            JsonScanner value = _json;
            _json.Skip();
            if (key == "in_shape") inputs = SampleShape.Read(value);
            if (key != "layers") continue;
            layers = value;
            hasLayers = true;
        }

        // What follows the object may only be white space.
        _ = _json.Peek();
        if (!_json.IsAtEnd) throw _json.Unexpected("the end");
        if (!hasLayers || layers.Peek() != '[') throw NoModel();
        var model = new ModelLayers(FormOf(layers, inputs), inputs, _bytes);
        layers.Take('[');
        int index = 0;
        for (bool isFirst = true; layers.HasNext(']', ref isFirst); index++) model.Add(LayerEntry.Read(ref layers, index));
        return model.Finish();
    }

    private static ModelForm FormOf(JsonScanner layers, SampleShape inputs)
    {
        bool hasPositions = false;
        layers.Take('[');
        int index = 0;
        for (bool isFirst = true; layers.HasNext(']', ref isFirst); index++)
        {
            string type = LayerEntry.Read(ref layers, index).Place.Type;
            if (LayerTypes.GoesOverSteps(type)) return ModelForm.Steps;
            hasPositions |= LayerTypes.GoesOverPositions(type);
        }

        return !hasPositions ? ModelForm.Rows : inputs is { Rank: 3, Steps: 0 } ? ModelForm.Steps : ModelForm.Positions;
    }

    private static KerasJsonException NoModel() => new("The file is no Keras model as JSON: expected an object with 'in_shape' and 'layers', as RTNeural's exporter writes it.");
}
