using System.Xml.Linq;

namespace Layerwise.Tests.Training.Progress;

public sealed class TrainingReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Path => System.IO.Path.Combine(_folder.FullName, "report.html");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_training_becomes_one_page_with_everything_in_it()
    {
        Dataset samples = Samples.ThreeClusters(60);
        using Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 1), new Sgd(0.1), new TrainerOptions { BatchSize = 10, ClipNorm = 1 });
        TrainingReport<PlainNetwork<ThreeClasses>> report = new(trainer, samples, ["left", "up & right", "<down>"]);
        trainer.Fit(samples, epochs: 7, validation: samples, epochProgress: report);
        report.Save(Path);

        XElement body = Body();
        Assert.Equal(
            ["Loss", "Accuracy", "Learning rate", "Norm of the gradients", "Gradient of each layer (root mean square)", "Next step over size of the parameters", "Layer 1"],
            body.Descendants("h3").Select(static title => title.Value));

        // Two lines over seven epochs, and a bar for each range of parameters.
        XElement loss = body.Descendants("figure").First();
        Assert.Equal([7, 7], loss.Descendants("path").Select(static path => path.Attribute("d")!.Value.Split('M', 'L').Length - 1));
        IEnumerable<XElement> epochs = loss.Descendants("text").Where(static text => text.Attribute("text-anchor")!.Value == "middle");
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], epochs.Select(static text => text.Value));
        Assert.Contains(body.Descendants("th"), static cell => cell.Value == "up & right");
        Assert.Contains(body.Descendants("td"), static cell => cell.Value == "<down>");
        Assert.DoesNotContain("http", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_have_no_classes()
    {
        Dataset samples = Samples.LineSet(20);
        using Trainer<PlainNetwork<ThreeLayers>> trainer = new(new(seed: 1), new Sgd(1e-9));
        TrainingReport<PlainNetwork<ThreeLayers>> report = new(trainer, samples);
        trainer.Fit(samples, epochs: 1, epochProgress: report);
        report.Save(Path);
        XElement body = Body();
        Assert.Equal(["Findings", "Over the epochs", "Layers", "Parameters"], body.Elements("h2").Select(static title => title.Value));
        Assert.Equal(trainer.Examine(samples).Findings.Select(static finding => finding.Message), body.Descendants("li").Select(static item => item.Value));
        Assert.NotEmpty(body.Descendants("li"));
    }

    [Fact]
    public void One_output_of_yes_or_no_is_two_classes()
    {
        Dataset samples = new(Enumerable.Range(0, 40).Select(static i => MathF.Sin(i)).ToArray(), 2, Enumerable.Range(0, 20).Select(static i => i % 2f).ToArray(), 1);
        using Trainer<PlainNetwork<YesOrNo>> trainer = new(new(seed: 1), new Sgd());
        TrainingReport<PlainNetwork<YesOrNo>> report = new(trainer, samples);
        trainer.Fit(samples, epochs: 1, epochProgress: report);
        report.Save(Path);
        Assert.Contains(Body().Descendants("th"), static cell => cell.Value == "yes");
    }

    [Fact]
    public void What_cannot_be_reported_is_refused()
    {
        using Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 1), new Sgd());
        Assert.Throws<ArgumentException>("classNames", () => new TrainingReport<PlainNetwork<ThreeClasses>>(trainer, Samples.ThreeClusters(3), ["one"]));
        Assert.Throws<ArgumentException>("samples", () => new TrainingReport<PlainNetwork<ThreeClasses>>(trainer, Samples.LineSet(3)));
        Assert.Throws<InvalidOperationException>(() => new TrainingReport<PlainNetwork<ThreeClasses>>(trainer, Samples.ThreeClusters(3)).Save(Path));
        Assert.False(File.Exists(Path));
    }

    // The page is well-formed, but for its first line.
    private XElement Body() => XDocument.Parse(File.ReadAllText(Path)["<!doctype html>".Length..]).Root!.Element("body")!;
}
