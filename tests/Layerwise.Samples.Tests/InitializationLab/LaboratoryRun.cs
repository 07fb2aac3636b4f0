using InitializationLab;
using InitializationLab.Experiments;

namespace Layerwise.Samples.Tests.InitializationLab;

/// <summary>All experiments once, for every test of their findings: shorter trainings than the sample's own, from the same seed.</summary>
public sealed class LaboratoryRun
{
    private static readonly Effort Reduced = new() { Draws = 8, Epochs = 6, DeepEpochs = 20 };

    public LaboratoryRun()
    {
        Results = [.. Catalogue.All.Select(static experiment => new Result(experiment.Id, experiment.Claim, experiment.Run(Reduced)))];
        Page = global::InitializationLab.Report.Page.Of(Results, Reduced);
    }

    internal IReadOnlyList<Result> Results { get; }

    /// <summary>The HTML.</summary>
    public string Page { get; }
}
