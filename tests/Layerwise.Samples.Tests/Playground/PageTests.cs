using System.Globalization;
using System.Text.RegularExpressions;
using global::Playground.Data;
using global::Playground.Training;
using Layerwise.Samples.Tests.Playground.Browser;
using Xunit.Abstractions;

namespace Layerwise.Samples.Tests.Playground;

/// <summary>The page itself, in a browser.</summary>
[Trait("Category", "Slow")]
public sealed partial class PageTests(PublishedPage page, ITestOutputHelper output) : IClassFixture<PublishedPage>
{
    // As they stand in the lists.
    private const int Circles = 1;
    private const int TwoTanh = 2;
    private const int StraightLine = 8;
    private const int AdamFast = 4;

    // Of a copy: a canvas that is read again and again is one that the browser warns of.
    private const string ColoursOfPicture = """
        (() => {
            const pen = new OffscreenCanvas(80, 80).getContext('2d', { willReadFrequently: true });
            pen.drawImage(document.getElementById('picture0'), 0, 0, 80, 80);
            return new Set(new Uint32Array(pen.getImageData(0, 0, 80, 80).data.buffer)).size;
        })()
        """;

    [SkippableFact]
    public void It_is_a_folder_of_files_that_are_not_too_many_to_load()
    {
        Skip.IfNot(page.Missing is null, page.Missing);
        string[] files = Directory.GetFiles(page.Files, "*", SearchOption.AllDirectories);
        Assert.Contains(Path.Combine(page.Files, "index.html"), files);
        Assert.InRange(files.Sum(static file => new FileInfo(file).Length), 3_000_000, 7_000_000);
    }

    [SkippableFact]
    public async Task In_Chromium_networks_learn_beside_their_forecast()
    {
        Skip.IfNot(Chromium.Path is not null, "NOT TESTED: the page in a browser, because there is no chromium, chromium-browser or google-chrome.");
        Skip.IfNot(page.Missing is null, page.Missing);
        using var server = new StaticFiles(page.Files);
        await using Chromium chromium = Chromium.Start();
        BrowserPage browser = await chromium.Page();
        await browser.Show(width: 1000, isDark: false);
        await browser.Open(server.Address);
        await browser.Until("document.getElementById('train')?.disabled === false");
        string light = await browser.Evaluate<string>("getComputedStyle(document.body).backgroundColor");

        // A sound network and one that cannot learn this.
        await browser.Do($"document.querySelectorAll('#tasks input')[{Circles}].click()");
        await Choose(browser, "optimizer", AdamFast);
        await Choose(browser, "network0", TwoTanh);
        await Choose(browser, "network1", StraightLine);
        string code = await browser.Evaluate<string>("document.querySelector('#details0 code').textContent");
        Assert.StartsWith("[Layer(2, 16, Activation.Tanh, Init.XavierNormal)]\n[Layer(16,", code, StringComparison.Ordinal);
        await AssertForecastIsDrawn(browser, layers: [3, 1]);

        // By the keyboard alone: every control is reached, and the button trains and pauses.
        await browser.Do("document.activeElement.blur()");
        var reached = new List<string>();
        for (int key = 0; key < 12; key++)
        {
            await browser.Press("Tab", 9);
            reached.Add(await browser.Evaluate<string>("document.activeElement.id || document.activeElement.name || ''"));
        }

        Assert.Equal(["task", "optimizer", "train", "step", "again", "network0", "network1"], reached.Where(static id => id.Length > 0).Distinct().Take(7));
        await browser.Do("document.getElementById('train').focus()");
        await browser.Press("Enter", 13, "\r");
        await browser.Until("parseFloat(document.getElementById('score0').textContent.slice(5)) < 0.02");
        await browser.Press("Enter", 13, "\r");
        await browser.Until("document.getElementById('status').textContent.startsWith('Paused')");
        Assert.InRange(await browser.Evaluate<double>("parseFloat(document.getElementById('score1').textContent.slice(5))"), 0.5, 0.8);
        await AssertForecastIsDrawn(browser, layers: [3, 1]);
        Assert.Equal(2, await browser.Evaluate<int>("document.querySelectorAll('#loss .curve').length"));
        await WriteSpeed(browser);

        // On a phone and in the dark, nothing has to be moved sideways, and all data can be chosen.
        await browser.Show(width: 360, isDark: true);
        Assert.NotEqual(light, await browser.Evaluate<string>("getComputedStyle(document.body).backgroundColor"));
        for (int task = 0; task < LearningTasks.All.Count; task++)
        {
            await browser.Do($"document.querySelectorAll('#tasks input')[{task}].click()");
            await browser.Do("document.getElementById('step').click()");
            await browser.Until("document.getElementById('status').textContent.startsWith('Paused: 10 steps')");
            Assert.InRange(await browser.Evaluate<int>("document.documentElement.scrollWidth"), 300, 360);
            Assert.True(await browser.Evaluate<int>(ColoursOfPicture) > 3);
            Assert.True(await browser.Evaluate<int>("document.querySelectorAll('#details0 .gradients .forecast').length") > 0);
        }

        Assert.True(browser.Errors.IsEmpty, string.Join('\n', browser.Errors));
    }


    private static Task Choose(BrowserPage browser, string list, int value) => browser.Do(
        $"const list = document.getElementById('{list}'); list.value = {value}; list.dispatchEvent(new Event('change', {{ bubbles: true }}))");

    // A line of the gradient through each layer but where it is one alone, and marks at the histograms.
    private static async Task AssertForecastIsDrawn(BrowserPage browser, int[] layers)
    {
        for (int side = 0; side < layers.Length; side++)
        {
            string points = await browser.Evaluate<string>($"document.querySelector('#details{side} .gradients polyline.forecast').getAttribute('points')");
            Assert.Equal(layers[side], points.Split(' ').Length);
            Assert.InRange(await browser.Evaluate<int>($"document.querySelectorAll('#details{side} .histograms line.forecast').length"), layers[side], 2 * layers[side]);
        }
    }

    private async Task WriteSpeed(BrowserPage browser)
    {
        string status = await browser.Evaluate<string>("document.getElementById('status').textContent");
        double browsers = double.Parse(Speed().Match(status).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        LearningTask task = LearningTasks.All[Circles];
        using var same = new Comparison(task, task.Networks[TwoTanh], task.Networks[StraightLine], OptimizerChoice.All[AdamFast].Optimizer, seed: 1);
        same.Train(500);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A step of both takes {browsers:0} µs in Chromium and {same.MicrosecondsPerStep:0.0} µs here."));
    }

    [GeneratedRegex("([0-9,]+) µs")]
    private static partial Regex Speed();
}
