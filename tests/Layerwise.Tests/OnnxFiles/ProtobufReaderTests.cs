using Layerwise.Protobuf;

namespace Layerwise.Tests.OnnxFiles;

public class ProtobufReaderTests
{
    [Theory]
    [InlineData("08", "a number without an end")]
    [InlineData("08ffffffffffffffffffff01", "a number without an end")]
    [InlineData("0a05616263", "a field of 5 bytes, of which 3 are left")]
    [InlineData("0affffffffffffffffff01", "a field of 18446744073709551615 bytes")]
    [InlineData("0affffffff07", "a field of 2147483647 bytes, of which 0 are left")]
    [InlineData("0d000000", "a field of 4 bytes, of which 3 are left")]
    [InlineData("09000000", "a field of 8 bytes, of which 3 are left")]
    [InlineData("0b", "a field of the unknown kind 3")]
    [InlineData("00", "a tag without a field number")]
    public void WhatIsNoFieldIsRefused(string bytes, string found) =>
        Assert.EndsWith(found, Assert.Throws<FormatException>(() => new ProtobufReader(Convert.FromHexString(bytes)).TryRead()).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        var inner = new ProtobufMessage();
        inner.Add(1, "ä");
        var message = new ProtobufMessage();
        message.Add(3, -1L);
        message.Add(300, 0.5f);
        message.Add(4, inner);
        message.Add(5, 150L);
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        Assert.Equal(message.Length, stream.Length);

        var reader = new ProtobufReader(stream.ToArray());
        Assert.True(reader.TryRead());
        Assert.Equal((3, -1), (reader.Field, reader.Integer()));
        Assert.True(reader.TryRead());
        Assert.Equal((300, 0.5f), (reader.Field, reader.Single()));
        Assert.True(reader.TryRead());
        var within = new ProtobufReader(reader.Bytes());
        Assert.True(within.TryRead());
        Assert.Equal("ä", within.Text());
        Assert.True(reader.TryRead());
        Assert.Equal(150, reader.Integer());
        Assert.Throws<FormatException>(() => reader.Bytes());
        Assert.False(reader.TryRead());
    }

    [Fact]
    public void APackedListIsReadLikeSingleNumbers()
    {
        var numbers = new List<long>();
        var packed = new ProtobufReader(Convert.FromHexString("0a039601020802"));
        while (packed.TryRead()) packed.AddIntegers(numbers);
        Assert.Equal([150, 2, 2], numbers);
    }
}
