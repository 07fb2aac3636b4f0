namespace Layerwise.Tests.Checkpoints;

public class SafetensorsFileTests
{
    // Single quotes for double ones.
    [Theory]
    [InlineData("", 0, "The header does not begin with '{'.")]
    [InlineData(" {}", 0, "The header does not begin with '{'.")]
    [InlineData("{", 0, "The header is not valid JSON")]
    [InlineData("{} x", 0, "The header is not valid JSON")]
    [InlineData("{}{}", 0, "The header is not valid JSON")]
    [InlineData("{'a':1}", 0, "Tensor 'a': its entry is not an object.")]
    [InlineData("{'a':{}}", 0, "Tensor 'a': its entry has no 'dtype'.")]
    [InlineData("{'a':{'dtype':'F32'}}", 0, "Tensor 'a': its entry has no 'shape'.")]
    [InlineData("{'a':{'dtype':'F32','shape':[]}}", 0, "Tensor 'a': its entry has no 'data_offsets'.")]
    [InlineData("{'a':{'dtype':32,'shape':[],'data_offsets':[0,4]}}", 4, "Tensor 'a': its dtype is not a string.")]
    [InlineData("{'a':{'dtype':'F32','shape':4,'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape is not an array.")]
    [InlineData("{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':[1e0],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':[[1]],'data_offsets':[0,4]}}", 4, "Tensor 'a': its shape has something else than whole numbers")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}", 4, "Tensor 'a': its data_offsets are 1 numbers; expected 2.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':0}}", 4, "Tensor 'a': its entry has 'x'; expected dtype, shape and data_offsets.")]
    [InlineData("{'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 4, "Tensor 'a': its entry has 'dtype' twice.")]
    [InlineData("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}", 4, "Tensor 'a': its data_offsets [0, 4] are not the 8 bytes of F32 [2].")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}", 4, "Tensor 'a': its data_offsets [4, 0] are not the 4 bytes of F32 [1].")]
    [InlineData("{'a':{'dtype':'F64','shape':[4611686018427387904],'data_offsets':[0,0]}}", 0, "Tensor 'a': its shape [4611686018427387904] is too large.")]
    [InlineData("{'a':{'dtype':'U8','shape':[4294967296,4294967296],'data_offsets':[0,0]}}", 0, "Tensor 'a': its shape [4294967296, 4294967296] is too large.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 3, "Tensor 'a': it ends at byte 4 of the data, which has 3.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 5, "The file has 5 bytes of data, but its tensors have 4.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}", 8, "Tensor 'a': it begins at byte 4 of the data and leaves a gap; expected 0.")]
    [InlineData("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[2],'data_offsets':[3,5]}}", 5, "Tensor 'b': it begins at byte 3 of the data and overlaps the tensor before; expected 4.")]
    [InlineData("{'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}", 0, "Tensor 'a': the header has it twice.")]
    [InlineData("{'a':{'dtype':'F8_E4M3','shape':[4],'data_offsets':[0,3]}}", 3, "Tensor 'a': its data_offsets [0, 3] are not the 4 bytes of F8_E4M3 [4].")]
    [InlineData("{'a':{'dtype':'C64','shape':[2],'data_offsets':[0,8]}}", 8, "Tensor 'a': its data_offsets [0, 8] are not the 16 bytes of C64 [2].")]
    [InlineData("{'a':{'dtype':'F6_E2M3','shape':[4],'data_offsets':[0,4]}}", 4, "Tensor 'a': its data_offsets [0, 4] are not the 3 bytes of F6_E2M3 [4].")]
    [InlineData("{'a':{'dtype':'F4','shape':[3],'data_offsets':[0,2]}}", 2, "Tensor 'a': its 3 elements of 4 bits are no whole number of bytes.")]
    [InlineData("{'a':{'dtype':'U1','shape':[17],'data_offsets':[0,2]}}", 2, "Tensor 'a': its data_offsets [0, 2] are not enough bytes of U1 [17].")]
    [InlineData("{'a':{'dtype':'U1','shape':[1],'data_offsets':[0,0]}}", 0, "Tensor 'a': its data_offsets [0, 0] are not enough bytes of U1 [1].")]
    [InlineData("{'a':{'dtype':'U1','shape':[9223372036854775807],'data_offsets':[0,2]}}", 2, "Tensor 'a': its data_offsets [0, 2] are not enough bytes of U1 [9223372036854775807].")]
    [InlineData("{'a':{'dtype':'U1','shape':[0],'data_offsets':[2,0]}}", 2, "Tensor 'a': its data_offsets [2, 0] are not enough bytes of U1 [0].")]
    [InlineData("{'__metadata__':nul}", 0, "The header is not valid JSON")]
    [InlineData("{'__metadata__':nullnull}", 0, "The header is not valid JSON")]
    [InlineData("{'__metadata__':null,'__metadata__':{}}", 0, "Tensor '__metadata__': the header has it twice.")]
    [InlineData("{'__metadata__':{'k':null}}", 0, "The metadata 'k' is not a string.")]
    [InlineData("{'a':null}", 0, "Tensor 'a': its entry is not an object.")]
    [InlineData("{'__metadata__':1}", 0, "'__metadata__' is not an object.")]
    [InlineData("{'__metadata__':{'k':1}}", 0, "The metadata 'k' is not a string.")]
    [InlineData("{'__metadata__':{'k':'1','k':'2'}}", 0, "The header has the metadata 'k' twice.")]
    [InlineData("{'__metadata__':{},'__metadata__':{}}", 0, "Tensor '__metadata__': the header has it twice.")]
    [InlineData("{'\\\\ud800':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}", 0, "The header is not valid JSON")]
    public void WhatIsNotTheFormatIsRefused(string header, int dataLength, string message)
    {
        byte[] file = HandMadeFile.Of(header.Replace('\'', '"').Replace("\\\\", "\\", StringComparison.Ordinal), dataLength);
        Assert.StartsWith(message, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], "The file is no safetensors file: it has 0 bytes, and the first 8 would be its header's length.")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7 }, "The file is no safetensors file: it has 7 bytes, and the first 8 would be its header's length.")]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D }, "The file is no safetensors file: its first 8 bytes give its header a length of 3, where it can be at most 2.")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0x7B, 0x7D }, "The file is no safetensors file: its first 8 bytes give its header a length of 18446744073709551615, where it can be at most 2.")]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0xFF, 0x7D }, "The header is not valid JSON")]
    public void LengthsThatCannotBeAreRefused(byte[] file, string message) =>
        Assert.StartsWith(message, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatIsUnusualButValidIsRead()
    {
        const string Header = """
            {"b":{"data_offsets":[4,6],"shape":[2,1],"dtype":"U8"},"empty":{"dtype":"F64","shape":[3,0],"data_offsets":[4,4]},
             "":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"__metadata__":{"key":"\u00e9 \"quoted\""}}
            """;
        SafetensorsFile file = SafetensorsFile.Parse(HandMadeFile.Of(Header + "   ", 6));

        Assert.Equal(["b", "empty", ""], file.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal([4, 5], file["b"].Data.ToArray());
        Assert.Equal([2, 1], file["b"].Shape.ToArray());
        Assert.Equal(0, file["empty"].Length);
        Assert.Equal([0, 1, 2, 3], file[""].Data.ToArray());
        Assert.Equal(1, file[""].Length);
        Assert.Equal("é \"quoted\"", file.Metadata["key"]);
    }

    [Fact]
    public void AnotherReaderReadsWhatIsWritten()
    {
        Tensor[] tensors =
        [
            Tensor.Of("ä \"b\"", [3], [1.5f, float.NaN, -0f]),
            Tensor.Of("steps", [], [long.MinValue]),
            Tensor.Of("seed", [2, 1], [ulong.MaxValue, 1UL]),
        ];
        byte[] bytes = Bytes(new SafetensorsFile(tensors, [new("who", "me")]));

        (Dictionary<string, string> metadata, var read) = FormatReader.Read(bytes);
        Assert.Equal("me", Assert.Single(metadata).Value);
        Assert.Equal(3, read.Count);
        foreach (Tensor tensor in tensors)
        {
            (string type, long[] shape, byte[] data) = read[tensor.Name];
            Assert.Equal(tensor.Type.ToString(), type);
            Assert.Equal(tensor.Shape.ToArray(), shape);
            Assert.Equal(tensor.Data.ToArray(), data);
        }

        // Data begins at a multiple of 8, and 8-byte elements come before 4-byte ones.
        Assert.Equal(0, (bytes.Length - 12 - 24) % 8);
        Assert.Equal(["steps", "seed", "ä \"b\""], SafetensorsFile.Parse(bytes).Tensors.Select(static tensor => tensor.Name));
    }

    [Fact]
    public void AMissingTensorIsNamedBesideThoseThatAreThere()
    {
        var file = new SafetensorsFile([Tensor.Of("a", [1], [1f])]);
        var error = Assert.Throws<SafetensorsException>(() => file["b"]);
        Assert.Equal("Tensor 'b': the file does not have it. It has a.", error.Message);
        Assert.Equal("b", error.Tensor);
    }

    [Fact]
    public void TwoTensorsOfOneNameAreNotWritten() =>
        Assert.Throws<ArgumentException>(() => new SafetensorsFile([Tensor.Of("a", [1], [1f]), Tensor.Of("a", [1], [2f])]));

    [Fact]
    public void TextThatWouldComeBackAsAnotherOrNotAtAllIsNotWritten()
    {
        Tensor[] none = [];
        Assert.Equal("metadata", Assert.Throws<ArgumentException>(() => new SafetensorsFile(none, [new("key", null!)])).ParamName);
        Assert.Equal("metadata", Assert.Throws<ArgumentException>(() => new SafetensorsFile(none, [new("key", "half \ud800 pair")])).ParamName);
        Assert.Equal("metadata", Assert.Throws<ArgumentException>(() => new SafetensorsFile(none, [new("\udc00", "value")])).ParamName);
        Assert.Equal("tensors", Assert.Throws<ArgumentException>(() => new SafetensorsFile([null!])).ParamName);
        var error = Assert.Throws<ArgumentException>(() => new SafetensorsFile(none, [new("key", null!)]));
        Assert.StartsWith("The metadata 'key' is null; expected text.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PairsOfSurrogatesComeBack()
    {
        SafetensorsFile file = SafetensorsFile.Parse(Bytes(new SafetensorsFile([Tensor.Of("😀", [1], [1f])], [new("é", "😀")])));
        Assert.Equal("😀", Assert.Single(file.Tensors).Name);
        Assert.Equal("😀", file.Metadata["é"]);
    }

    // A control character takes six bytes.
    [Fact]
    public void AHeaderThatNoReaderTakesIsNotWritten()
    {
        string text = new('\u0001', 17_000_000);
        Assert.Contains("the format allows 100000000", Assert.Throws<InvalidOperationException>(() => Bytes(new SafetensorsFile([], [new("key", text)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeOpenedIsAnIOException() =>
        Assert.Contains("cannot be read", Assert.Throws<IOException>(() => SafetensorsFile.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    private static byte[] Bytes(SafetensorsFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
