namespace Layerwise.Tests.Checkpoints;

public class TensorTests
{
    [Theory]
    [InlineData("F32", 4, new byte[] { 0, 0, 0xC0, 0x3F }, 1.5f)]
    [InlineData("F16", 2, new byte[] { 0x00, 0x3E }, 1.5f)]
    [InlineData("F16", 2, new byte[] { 0x01, 0x00 }, 5.9604645E-08f)]
    [InlineData("F16", 2, new byte[] { 0x00, 0xFC }, float.NegativeInfinity)]
    [InlineData("BF16", 2, new byte[] { 0xC0, 0x3F }, 1.5f)]
    [InlineData("BF16", 2, new byte[] { 0xC0, 0x7F }, float.NaN)]
    [InlineData("F64", 8, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    [InlineData("F64", 8, new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x7F }, float.PositiveInfinity)]
    public void FloatsOfEveryTypeAreConverted(string type, int size, byte[] data, float expected)
    {
        byte[] file = HandMadeFile.Of($$$"""{"a":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{size}}}] }}""", size);
        data.CopyTo(file, file.Length - size);
        float[] value = new float[1];
        SafetensorsFile.Parse(file)["a"].CopyTo(value.AsSpan());
        Assert.Equal(expected, value[0]);
    }

    [Theory]
    [InlineData(1e300, "1E+300")]
    [InlineData(-3.5e38, "-3.5E+38")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    public void ADoubleBeyondTheRangeOfAFloatIsRefused(double value, string text)
    {
        float[] values = [7, 7];
        Assert.Equal(
            $"Tensor 'a': it holds {text}, which is beyond the range of a float.",
            Assert.Throws<SafetensorsException>(() => Tensor.Of("a", [2], [1, value]).CopyTo(values.AsSpan())).Message);
        Assert.Equal([7, 7], values);
    }

    [Fact]
    public void IntegersComeBack()
    {
        long[] signed = [0, 0];
        Tensor.Of("a", [2], [long.MinValue, 7L]).CopyTo(signed.AsSpan());
        Assert.Equal([long.MinValue, 7], signed);

        ulong[] unsigned = [0];
        Tensor.Of("a", [], [ulong.MaxValue]).CopyTo(unsigned.AsSpan());
        Assert.Equal([ulong.MaxValue], unsigned);
    }

    [Fact]
    public void AnotherTypeIsRefused()
    {
        Tensor integers = Tensor.Of("steps", [1], [1L]);
        Assert.Equal(
            "Tensor 'steps': its elements are I64; expected F32, F16, BF16 or F64.",
            Assert.Throws<SafetensorsException>(() => integers.CopyTo(new float[1].AsSpan())).Message);
        Assert.Throws<SafetensorsException>(() => integers.CopyTo(new ulong[1].AsSpan()));
        Assert.Throws<SafetensorsException>(() => Tensor.Of("a", [1], [1f]).CopyTo(new long[1].AsSpan()));
    }

    [Fact]
    public void AnotherLengthIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Of("a", [2], [1f, 2f]).CopyTo(new float[3].AsSpan()));
        Assert.StartsWith("Expected room for the 2 values of 'a', but the length is 3.", error.Message, StringComparison.Ordinal);
        Assert.Equal("values", error.ParamName);
    }

    [Theory]
    [InlineData(new long[] { 3 })]
    [InlineData(new long[] { -1, -2 })]
    [InlineData(new long[] { long.MaxValue, 3 })]
    public void AShapeOfAnotherLengthIsRefused(long[] shape) =>
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => Tensor.Of("a", shape, [1f, 2f])).ParamName);

    [Fact]
    public void ANameThatWouldNotComeBackIsRefused() => Assert.All(
        (string?[])["__metadata__", "\ud800", "weight\udc00\ud800", "\ud800 ", null],
        static name => Assert.Equal("name", Assert.Throws<ArgumentException>(() => Tensor.Of(name!, [1], [1f])).ParamName));
}
