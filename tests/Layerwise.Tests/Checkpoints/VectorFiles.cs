using System.Text.Json;

namespace Layerwise.Tests.Checkpoints;

/// <summary>The files that <c>vectors/make_files.py</c> made.</summary>
internal static class VectorFiles
{
    private static readonly JsonElement Root = Read();

    public static float[] Inputs => Floats(Root.GetProperty("inputs"));

    public static byte[] Own => Bytes(Root.GetProperty("own"));

    public static (byte[] File, float[] Outputs) Torch(string type)
    {
        JsonElement entry = Root.GetProperty("torch").EnumerateArray().Single(entry => entry.GetProperty("type").GetString() == type);
        return (Bytes(entry.GetProperty("file")), Floats(entry.GetProperty("outputs")));
    }

    public static (byte[] File, float[] Outputs) TorchWithSlope() =>
        (Bytes(Root.GetProperty("slope").GetProperty("file")), Floats(Root.GetProperty("slope").GetProperty("outputs")));

    private static byte[] Bytes(JsonElement hexadecimal) => Convert.FromHexString(hexadecimal.GetString()!);

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(static value => value.GetSingle())];

    private static JsonElement Read()
    {
        using Stream stream = typeof(VectorFiles).Assembly.GetManifestResourceStream("Layerwise.Tests.Checkpoints.vectors.safetensors.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
