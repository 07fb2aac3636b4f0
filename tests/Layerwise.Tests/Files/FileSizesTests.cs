using Layerwise.Runtime;

namespace Layerwise.Tests.Files;

/// <summary>Whether a file is of a network, by the sizes that it names.</summary>
public sealed class FileSizesTests
{
    [Theory]
    [InlineData("3,4,2", "3,4,2", 0)]
    [InlineData("512,8192,512", "64,1024,64", 64)]
    [InlineData("64,1024,64", "512,8192,512", 512)]
    [InlineData("1,16,1", "64,1024,64", 64)]
    [InlineData("512,8192,16,3", "64,1024,16,3", 64)]
    public void Sequences_may_be_of_any_length(string found, string expected, int steps) => Assert.True(FileSizes.Fit(found, expected, steps));

    [Theory]
    [InlineData("6,8,4", "3,4,2", 0)]
    [InlineData("128,2048,128", "128,2048,64", 64)]
    [InlineData("512,8192,1024", "64,1024,64", 64)]
    [InlineData("65,1040,65", "128,2048,128", 64)]
    [InlineData("512,8192", "64,1024,64", 64)]
    [InlineData("", "64,1024,64", 64)]
    [InlineData("512,8192,-512", "64,1024,64", 64)]
    [InlineData("99999999999,1,1", "64,1024,64", 64)]
    [InlineData("0,0,0", "64,1024,64", 64)]
    public void Other_networks_are_told_apart(string found, string expected, int steps) => Assert.False(FileSizes.Fit(found, expected, steps));
}
