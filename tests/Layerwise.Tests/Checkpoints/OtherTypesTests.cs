using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Tensors of types that are no numbers of .NET, or that nobody has heard of: bytes, and no reason to refuse the rest of the file.</summary>
public class OtherTypesTests
{
    // Single quotes for double ones.
    [Theory]
    [InlineData("F8_E4M3", "[3]", 3)]
    [InlineData("F8_E5M2", "[3,1]", 3)]
    [InlineData("F8_E8M0", "[]", 1)]
    [InlineData("F6_E2M3", "[4]", 3)]
    [InlineData("F6_E3M2", "[2,4]", 6)]
    [InlineData("F4", "[2]", 1)]
    [InlineData("C64", "[2]", 16)]
    [InlineData("X128", "[2]", 32)]
    [InlineData("U1", "[17]", 3)]
    [InlineData("f32", "[1]", 4)]
    [InlineData("", "[1]", 1)]
    [InlineData("F8_E4M3", "[0]", 0)]
    [InlineData("F4", "[3,0]", 0)]
    [InlineData("X128", "[0]", 0)]
    public void TheyAreBytesAndWrittenAsTheyWere(string type, string shape, int length)
    {
        string header = $$$"""{"a":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":[4,{{{4 + length}}}]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        SafetensorsFile read = SafetensorsFile.Parse(HandMadeFile.Of(header, 4 + length));
        using var stream = new MemoryStream();
        read.Write(stream);

        foreach (SafetensorsFile file in (SafetensorsFile[])[read, SafetensorsFile.Parse(stream.ToArray())])
        {
            Tensor tensor = file["a"];
            Assert.Equal((TensorType.Other, type), (tensor.Type, tensor.TypeName));
            Assert.Equal(read["a"].Shape.ToArray(), tensor.Shape.ToArray());
            Assert.Equal(Enumerable.Range(4, length).Select(static i => (byte)i), tensor.Data.ToArray());
            Assert.Equal("F32", file["b"].TypeName);
            Assert.Equal([0, 1, 2, 3], file["b"].Data.ToArray());
        }
    }

    [Fact]
    public void LengthIsTheNumberOfElements()
    {
        SafetensorsFile file = SafetensorsFile.Parse(HandMadeFile.Of("""{"a":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]}}""", 3));
        Assert.Equal(6, file["a"].Length);
    }

    [Fact]
    public void TheyHaveNoNumbers()
    {
        Tensor tensor = SafetensorsFile.Parse(HandMadeFile.Of("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1))["a"];
        const string Message = "Tensor 'a': its elements are F8_E4M3; expected ";
        Assert.Equal(Message + "F32, F16, BF16 or F64.", Assert.Throws<SafetensorsException>(() => tensor.CopyTo(new float[1].AsSpan())).Message);
        Assert.Equal(Message + "F64.", Assert.Throws<SafetensorsException>(() => tensor.CopyTo(new double[1].AsSpan())).Message);
        Assert.Equal(Message + "I64.", Assert.Throws<SafetensorsException>(() => tensor.CopyTo(new long[1].AsSpan())).Message);
        Assert.Equal(Message + "U64.", Assert.Throws<SafetensorsException>(() => tensor.CopyTo(new ulong[1].AsSpan())).Message);
    }

    [Fact]
    public void MetadataMayBeNull()
    {
        SafetensorsFile file = SafetensorsFile.Parse(HandMadeFile.Of("""{"__metadata__": null, "a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1));
        Assert.Empty(file.Metadata);
        Assert.Equal("a", Assert.Single(file.Tensors).Name);
    }

    // Headers are of any length, and so are tensors of bytes before floats.
    [Fact]
    public void FloatsMayBeginAtAnyByte()
    {
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        SafetensorsFile own = Safetensors.ToFile(saved);
        var data = new List<byte> { 1, 2, 3 };
        var header = new List<string> { "\"state.flag\":{\"dtype\":\"F8_E8M0\",\"shape\":[3],\"data_offsets\":[0,3]}" };
        foreach (Tensor tensor in own.Tensors)
        {
            int start = data.Count;
            data.AddRange(tensor.Data.ToArray());
            header.Add($$"""
                "{{tensor.Name}}":{"dtype":"F32","shape":[{{string.Join(',', tensor.Shape.ToArray())}}],"data_offsets":[{{start}},{{data.Count}}]}
                """);
        }

        foreach (string pad in (string[])["", " ", "  ", "   "])
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes($"{{{string.Join(',', header)}}}{pad}");
            var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
            Safetensors.Load(loaded, SafetensorsFile.Parse((byte[])[.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]));
            Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        }
    }

    [Fact]
    public void ANetworkIsLoadedFromAFileThatHasThemToo()
    {
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        SafetensorsFile own = Safetensors.ToFile(saved);
        Tensor other = SafetensorsFile.Parse(HandMadeFile.Of("""{"state.scale":{"dtype":"F8_E8M0","shape":[3],"data_offsets":[0,3]}}""", 3))["state.scale"];
        using var stream = new MemoryStream();
        new SafetensorsFile([other, .. own.Tensors], own.Metadata).Write(stream);

        var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
        Safetensors.Load(loaded, SafetensorsFile.Parse(stream.ToArray()));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void WeightsOfSuchATypeAreRefused()
    {
        string layers = """{"layers.0.weight":{"dtype":"F8_E4M3","shape":[3,3],"data_offsets":[0,9]}}""";
        var error = Assert.Throws<SafetensorsException>(
            () => Safetensors.Load(new PlainNetwork<ThreeThreeTwo>(), SafetensorsFile.Parse(HandMadeFile.Of(layers, 9))));
        Assert.Equal("Tensor 'layers.0.weight': its elements are F8_E4M3; expected F32, F16, BF16 or F64.", error.Message);
    }
}
