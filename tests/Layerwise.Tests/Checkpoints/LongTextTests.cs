using Layerwise.Runtime;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Files whose names, keys and values are as long as an attacker likes, or not what they seem: messages stay messages.</summary>
public class LongTextTests
{
    private const int Length = 1_000_000;
    private const int MostOfAMessage = 2_500;
    private static readonly string Long = new('k', Length);

    // Single quotes for double ones, LONG for the text.
    [Theory]
    [InlineData("{'LONG':1}")]
    [InlineData("{'LONG':{'dtype':'U8','shape':[2],'data_offsets':[0,1]}}")]
    [InlineData("{'a':{'dtype':'LONG','shape':[9],'data_offsets':[0,1]}}")]
    [InlineData("{'a':{'LONG':1}}")]
    [InlineData("{'__metadata__':{'LONG':1}}")]
    [InlineData("{'__metadata__':{'LONG':'1','LONG':'1'}}")]
    [InlineData("{'LONG':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'LONG':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}")]
    [InlineData("{'layers.0.weight':{'dtype':'LONG','shape':[1],'data_offsets':[0,1]}}")]
    [InlineData("{'__metadata__':{'layerwise.sizes':'LONG'},'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}")]
    [InlineData("{'LONG':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}")]
    public void MessagesAreCut(string header)
    {
        byte[] file = HandMadeFile.Of(header.Replace('\'', '"').Replace("LONG", Long, StringComparison.Ordinal), 1);
        var error = Assert.Throws<SafetensorsException>(() => Safetensors.Load(new PlainNetwork<ThreeThreeTwo>(), SafetensorsFile.Parse(file)));
        Assert.InRange(error.Message.Length, 1, MostOfAMessage);
    }

    [Fact]
    public void SettingsOfAnotherTrainingAreCut()
    {
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Sgd(0.1), new TrainerOptions());
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            new SafetensorsFile([], [new("trainer.loss", Long)]).Write(path);
            Assert.InRange(Assert.Throws<SafetensorsException>(() => trainer.Load(path)).Message.Length, 1, MostOfAMessage);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TheTensorIsNamedInFullBesideTheMessage()
    {
        string name = new('n', 1000);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => new SafetensorsFile([])[name]);
        Assert.Equal(name, error.Tensor);
        Assert.Equal($"Tensor '{name[..200]}…': the file does not have it. It has no tensors.", error.Message);
    }

    [Theory]
    [InlineData("weight", "'weight'")]
    [InlineData("größe 😀", "'größe 😀'")]
    [InlineData("one\ntwo", @"'one\u000Atwo'")]
    [InlineData("\u202Ethgiew\u2028", @"'\u202Ethgiew\u2028'")]
    public void WhatCannotBeSeenIsShownAsItsNumber(string text, string quoted) => Assert.Equal(quoted, FileText.Quote(text));

    // An attribute does not hold such text.
    [Fact]
    public void HalfAPairIsShownAsItsNumber() => Assert.Equal(@"'\uD800'", FileText.Quote("\uD800"));

    [Fact]
    public void APairIsNotCutInHalf() => Assert.Equal($"'{new string('a', 199)}😀…'", FileText.Quote(new string('a', 199) + "😀😀"));
}
