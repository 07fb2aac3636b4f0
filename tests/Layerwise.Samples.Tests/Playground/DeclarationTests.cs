using System.Globalization;
using System.Text.RegularExpressions;
using global::Playground.Data;
using global::Playground.Networks;
using global::Playground.Source;
using global::Playground.Training;

namespace Layerwise.Samples.Tests.Playground;

/// <summary>The networks that can be chosen, and what the page says of them.</summary>
public sealed partial class DeclarationTests
{
    private static readonly NetworkChoice[] All = [.. NetworkCatalogue.Plane, .. NetworkCatalogue.Curve, .. NetworkCatalogue.Digits];

    public static TheoryData<string> ClassNames => new(All.Select(static choice => choice.ClassName));

    [Fact]
    public void There_are_some_twenty_of_both_kinds_and_lists_begin_with_the_sound_ones()
    {
        Assert.InRange(All.Length, 20, 30);
        Assert.Equal(All.Length, All.DistinctBy(static choice => choice.ClassName).Count());
        foreach (LearningTask task in LearningTasks.All)
        {
            bool[] sound = [.. task.Networks.Select(static choice => choice.IsSound)];
            Assert.Equal(sound.OrderDescending(), sound);
            Assert.Equal([false, true], sound.Distinct().Order());
            Assert.Equal(task.Networks.Count, task.Networks.DistinctBy(static choice => choice.Title).Count());
        }
    }

    [Theory]
    [MemberData(nameof(ClassNames))]
    public void The_declaration_shown_is_that_of_the_network(string className)
    {
        Declaration declaration = Declaration.Of(className);
        Assert.EndsWith($"partial class {className};", declaration.Code, StringComparison.Ordinal);
        Assert.EndsWith(".", declaration.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("<", declaration.Summary, StringComparison.Ordinal);

        int layers = Layer().Matches(declaration.Code).Sum(static match => match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1);
        using INetworkTraining training = Begin(className);
        Assert.Equal(training.Birth.Signals.Length, layers);
    }

    [Theory]
    [MemberData(nameof(ClassNames))]
    public void Each_has_a_forecast_for_each_layer_and_sound_networks_begin_as_forecast(string className)
    {
        using INetworkTraining training = Begin(className);
        NetworkLook birth = training.Birth;
        int layers = birth.Signals.Length;
        Assert.Equal([layers, layers, layers], [training.Forecast.Means.Length, training.Forecast.Deviations.Length, training.Forecast.Gradients.Length]);
        Assert.All(training.Forecast.Gradients, static gradient => Assert.True(double.IsFinite(gradient)));
        Assert.All(birth.Histograms, static histogram => Assert.Equal(1, histogram.Sum(), 6));
        if (!All.Single(choice => choice.ClassName == className).IsSound) return;

        // One draw of narrow layers scatters about the mean of all draws.
        for (int layer = 0; layer < layers; layer++)
        {
            Assert.InRange(birth.Gradients[layer] / birth.Gradients[^1] / training.Forecast.Gradients[layer], 0.1, 10);
            double power = Math.Pow(training.Forecast.Means[layer], 2) + Math.Pow(training.Forecast.Deviations[layer], 2);
            Assert.InRange(birth.Signals[layer] / Math.Sqrt(power), 0.1, 10);
        }
    }

    [Fact]
    public void Where_a_gradient_is_forecast_to_vanish_it_does()
    {
        foreach (string className in (string[])["SixSigmoid", "SigmoidDigits", "TwentyReluXavier"])
        {
            using INetworkTraining training = Begin(className);
            double forecast = training.Forecast.Gradients[0];
            Assert.InRange(forecast, 1e-6, 3e-3);
            Assert.InRange(training.Birth.Gradients[0] / training.Birth.Gradients[^1] / forecast, 0.1, 10);
        }
    }

    private static INetworkTraining Begin(string className)
    {
        LearningTask task = LearningTasks.All.First(task => task.Networks.Any(choice => choice.ClassName == className));
        return task.Networks.Single(choice => choice.ClassName == className).Begin(task, OptimizerChoice.All[0].Optimizer, seed: 1);
    }

    [GeneratedRegex(@"^\[Layer\(.*?(?:Repeat = (\d+))?\)\]$", RegexOptions.Multiline)]
    private static partial Regex Layer();
}
